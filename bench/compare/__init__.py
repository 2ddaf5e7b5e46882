"""Measures Détente beside the field's tools and keeps tables of it.

Needs nothing but the standard library: the tools themselves run in processes of
their own, from `bench/.venv`.
"""
