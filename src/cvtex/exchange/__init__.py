"""Other formats in and out: JSON Resume both ways, RenderCV's and YAMLResume's YAML in.

A foreign file becomes a content file's values whose places are in the foreign file, so that the
schema's complaints stand there.
"""
