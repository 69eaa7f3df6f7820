"""Synonyms: from lines of a file to questions asked in other words."""

import pytest

from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.text.synonyms import MOST_RULES, Rule, WrongRule, parse, parse_rule
from bot.search.text.terms import words
from bot.search.text.thesaurus import MOST_PHRASES

POPPIES = Article(
    id="poppies",
    credit=Credit(title="Poppies of Harrow"),
    text="Narcotics were burned on the square of Harrow in 1931.\n\n"
    "The United States sent two inspectors, who stayed in the only inn.\n\n"
    "In the year after, the fields were sown with barley and beans.",
    language="en",
)
RULES = """\
# Countries
US, USA, United States, America
drugs => narcotics  # not the other way round
WHO => inspectors
"""


def forms(question: str, rules: str = RULES) -> list[str]:
    """Each phrase that is found, and what may stand for it."""
    [language_index] = Index.of([POPPIES], parse(rules)).language_indexes
    found = language_index.thesaurus.find(words(question))
    plain = [[" ".join(form).strip() for form in forms] for _, forms in found]
    return [f"{own}: {', '.join(others)}" for own, *others in plain]


class TestRules:
    @pytest.mark.parametrize(
        ("line", "phrases", "others"),
        [
            ("US, USA", ["US", "USA"], ["US", "USA"]),
            (" United States ,America, ", ["United States", "America"], None),
            ("drugs, pills => narcotics", ["drugs", "pills"], ["narcotics"]),
            ("a=>b, c", ["a"], ["b", "c"]),
            (r"A\, B, C\=>D, no \#1", ["A, B", "C=>D", "no #1"], None),
            ("US, USA # America", ["US", "USA"], None),
            ("薬, 医薬品", ["薬", "医薬品"], None),
        ],
        ids=["list", "phrases", "one way", "to many", "escaped", "comment", "no spaces"],
    )
    def test_a_line_is_read_as_search_engines_read_it(
        self, line: str, phrases: list[str], others: list[str] | None
    ) -> None:
        assert parse_rule(line) == Rule(tuple(phrases), tuple(others or phrases))

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("US", "a word alone has no synonym: put a comma or => between two"),
            ("US,,", "a word alone has no synonym: put a comma or => between two"),
            ("US =>", "there are no words on one side of =>"),
            ("=> US", "there are no words on one side of =>"),
            ("a => b => c", "there is more than one =>"),
            (", !", "there are no words"),
        ],
    )
    def test_a_line_that_is_no_rule_is_refused_with_the_reason(
        self, line: str, reason: str
    ) -> None:
        with pytest.raises(WrongRule) as refusal:
            parse_rule(line)
        assert str(refusal.value) == reason

    def test_mistakes_are_named_by_line_and_the_other_lines_count(self) -> None:
        read = parse("US\n\n# nothing here\ndrugs, narcotics\n=> x\n")
        assert [rule.phrases for rule in read.rules] == [("drugs", "narcotics")]
        assert [mistake.split(":")[0] for mistake in read.mistakes] == ["line 1", "line 5"]

    def test_rules_beyond_the_most_are_left_out_and_named(self) -> None:
        read = parse("a, b\n" * (MOST_RULES + 1))
        assert len(read.rules) == MOST_RULES
        assert read.mistakes == ("only the first 10,000 rules count",)


class TestForms:
    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("Who came from America?", ["america: unit state"]),
            ("What did the US send?", ["us: unit state"]),
            ("Did the united state send any?", []),
            ("Who knows of it?", []),
            ("What does WHO know?", ["WHO: inspector"]),
            ("A drug, burned?", ["drug: narcot"]),
            ("narcotics", []),
            ("drugs in america", ["drug: narcot", "america: unit state"]),
            ("Where are the bees?", []),
            ("", []),
        ],
        ids=[
            "one word for two",
            "a short name",
            "itself in another form",
            "a function word",
            "a name that looks like a function word",
            "another form of the word",
            "one way only",
            "two at once",
            "no rule",
            "nothing",
        ],
    )
    def test_phrases_of_a_question_are_found_with_what_may_stand_for_them(
        self, question: str, found: list[str]
    ) -> None:
        assert forms(question) == found

    def test_what_no_article_holds_is_not_sought(self) -> None:
        assert forms("Who sold hats?", "hats => caps, barley") == ["hat: barley"]

    def test_the_longest_phrase_is_the_one_that_counts(self) -> None:
        rules = "new => barley\nnew york => harrow"
        assert forms("Is New York new?", rules) == ["new york: harrow", "new: barley"]

    def test_however_many_phrases_match_few_are_looked_up(self) -> None:
        assert len(forms("drugs america " * 300)) == MOST_PHRASES


class TestAnswers:
    @pytest.mark.parametrize(
        ("question", "sentence"),
        [
            ("When were drugs burned in Harrow?", "Narcotics were burned"),
            ("How many inspectors did America send?", "The United States sent two inspectors"),
            ("How many inspectors did the USA send?", "The United States sent two inspectors"),
        ],
    )
    def test_a_question_in_other_words_is_answered_as_if_asked_in_the_articles_words(
        self, question: str, sentence: str
    ) -> None:
        answer = Index.of([POPPIES], parse(RULES)).answer(question)
        assert answer.question == question
        assert answer.verdict is Verdict.ANSWERED
        [quote] = answer.quotes
        assert quote.text[slice(*quote.best)].startswith(sentence)
        assert answer.confidence > Index.of([POPPIES]).answer(question).confidence

    def test_the_matched_words_are_those_of_the_article(self) -> None:
        quote = Index.of([POPPIES], parse(RULES)).answer("When were drugs burned?").quotes[0]
        matched = [quote.text[start:end] for start, end in quote.terms]
        assert matched == ["Narcotics", "burned"]

    def test_a_synonym_never_makes_an_answer_less_sure(self) -> None:
        question = "When were the fields sown with barley?"
        plain = Index.of([POPPIES]).answer(question)
        other = Index.of([POPPIES], parse("barley => Harrow")).answer(question)
        assert other.confidence >= plain.confidence

    def test_a_synonym_weighs_as_one_word_whichever_form_is_asked_for(self) -> None:
        index = Index.of([POPPIES], parse("inspectors, United States"))
        asked = ("When were the {} founded?", "How many {} stayed in the inn?")
        for question in asked:
            one = index.answer(question.format("inspectors"))
            other = index.answer(question.format("United States"))
            assert (one.confidence, one.quotes) == (other.confidence, other.quotes)
