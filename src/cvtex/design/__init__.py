"""How an edition looks: themes, the options that a person may set, fonts by role."""
