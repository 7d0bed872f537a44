"""The tasks of this project: `doit list` names them."""

from cvtex.tasks import DOIT_CONFIG, task_check, task_pdf, task_reproduce

__all__ = ["DOIT_CONFIG", "task_check", "task_pdf", "task_reproduce"]
