"""Logistic regression, by Newton's method."""

import numpy as np

from bot.search.ranking import Floats

RIDGE = 1.0
"""How far coefficients are held back; hardly, with thousands of rows."""
_STEPS = 100
_CLOSE_ENOUGH = 1e-8


def fit(values: Floats, labels: Floats, weights: Floats) -> Floats:
    """The bias, then a coefficient for each column of the values.

    There is a row, a label (0 or 1) and a weight for each observation.
    """
    columns = np.column_stack((np.ones(len(values)), values))
    ridge = np.diag([0.0, *[RIDGE] * values.shape[1]])
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        expected = sigmoid(columns @ found)
        slope = columns.T @ (weights * (labels - expected)) - ridge @ found
        bend = (columns.T * (weights * expected * (1 - expected))) @ columns + ridge
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < _CLOSE_ENOUGH:
            break
    return found


def sigmoid(values: Floats) -> Floats:
    """The chance for each sum of evidence."""
    return 1 / (1 + np.exp(-values))
