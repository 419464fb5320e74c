"""What a person reads as sentences.

::

    prose              an answer in sentences, wrapped for a terminal: what tells which rows
    members_in_words   who belonged to what · holders_in_words: who held which office, and when nobody did
    names_in_words     what a party was called, and what was a body of what
    timeline_in_words  all of a party · events_in_words: what took place or is planned
    changes_in_words   what happened, one thing after the other
    courses_in_words   how an answer went on, and in what two differ
    figures_in_words   counts and durations · ages_in_words: ages · shares_in_words: what part some are of others
    entities_in_words  what there is
    verdicts_in_words  yes and no, periods of a condition · reasons_in_words: why
    beliefs_in_words   what was believed when, and what contradicts it
    plainly            rows for which there are no words of their own
    asked_words        the question of an answer, in the words of its text
    status_words       what somebody is who has a status or holds an office
    predicates         what is said of one or several, and how that becomes sentences
    told_spans         from and to, in the tense that the day of asking gives
    dates_in_words     imprecise dates in words · name_words: articles, lists, ordinals
"""
