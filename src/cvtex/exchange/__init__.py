"""Imports JSON Resume, RenderCV, YAMLResume and FRESH, and exports JSON Resume.

A foreign file is converted to the values of a content file that keep their spans in the foreign
file, so that findings point there.
"""
