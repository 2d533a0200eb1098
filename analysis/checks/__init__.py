"""Checks: what the figures and milestones of several documents say of one another."""
