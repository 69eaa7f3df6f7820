"""What each view of a passage counts for, and from where on a confidence is an answer.

Found on the development sets together by `python -m bench.tune SETS`, which prints what moving
each of these would give; rounded, since a second digit means nothing on other articles. What the
confidence itself is made of was found by the same command and stands in `confidence.py`.
"""

from bot.search.text.questions import Kind

FOUND = 200
"""Passages that the postings hand on."""
RERANKED = 28
"""Of these, passages that are ranked again."""
ABOUT = 2.5
"""What article and title count for in that choice, beside the score of the postings."""

ARTICLE = 1.0
"""What the score of the whole article counts for, beside what the passage covers, which is 1."""
TITLE = 0.9
"""What the score of its title counts for."""
PAIRS = 0.24
"""What the score of neighbouring words counts for."""
SENTENCE = 0.2
"""What the best sentence counts for."""

COVERED = 4.0
"""Within a sentence: what it covers of the question, beside its 4-grams, which count 1."""
KINDS = {Kind.NUMBER: 20.0, Kind.NAME: 4.0, Kind.ANYTHING: 0.0}
"""Within a sentence: that it holds the kind of answer that is asked for."""
LIKE = 0.36
"""Words less like than this have nothing to do with each other."""

OWN = 1.0
"""What its own words count for once more in a question that follows on from others."""
SAME_ARTICLE = 0.3
"""What an article that was quoted before counts for then, of the weight of all words."""
SAME_PASSAGE = 0.05
"""What a passage that was quoted before counts for besides."""

ELSEWHERE = 0.4
"""What counts as covered of a question without own words, in a passage not quoted before."""
UNCOVERED = 0.15
"""What is left of a confidence where nothing covers the own words of a question that follows on."""

WORTH_READING = 0.6
"""A later quote is given if it scores this share of the first."""

ANSWERED = 0.38
"""A confidence from here on is an answer.

The lowest, in hundredths, at which at most 25 % is claimed on holes, the mean of the sets
(`python -m bench.accuracy SETS`)."""
NOT_TOLD = ANSWERED - 0.01
"""The most confidence in a passage that does not tell what is asked (`confidence.is_told`)."""
UNSURE = 0.03
"""A confidence from here on is worth showing, as the closest passage."""
