"""What a machine that knows nothing of cvtex makes of a résumé's PDF, as a hiring system would."""
