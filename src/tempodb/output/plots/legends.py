"""What the legend of bars shows: their words, and then the looks that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.plots.framing import Sample, bar_sample, dot_sample
from tempodb.output.plots.hues import Hue
from tempodb.output.plots.picture import Look
from tempodb.output.plots.placing import MOST_FADED
from tempodb.output.plots.strips import StripMoment, StripSpan

IN_WORDS = {SUBSTANTIVE: "in office"}
"""What a legend calls what goes without saying elsewhere."""
MOST_ALIKE = 3
"""So many words of one colour at most are told."""


def samples_of(
    hues: Mapping[str, Hue], spans: Sequence[StripSpan], moments: Collection[StripMoment] = ()
) -> Iterator[tuple[Sample, str]]:
    """Yield the samples of a legend, each with its meaning."""
    for hue in dict.fromkeys(hues.values()):
        words = [IN_WORDS.get(word, word) for word, its in hues.items() if its is hue and word]
        more = ["…"] if len(words) > MOST_ALIKE else []
        if words:
            yield bar_sample(hue, Look.SOLID), ", ".join(words[:MOST_ALIKE] + more)
    of = next(iter(hues.values()), Hue.BODY)
    doubtful = [span for span in spans if not span.is_disputed]
    gaps = [gap for span in doubtful for gap in _gaps(span)]
    if any(gap > MOST_FADED for gap in gaps):
        yield bar_sample(of, Look.PALE), "possible"
    if any(1 < gap <= MOST_FADED for gap in gaps):
        yield bar_sample(of, Look.RISING), "day not known"
    if len(doubtful) < len(spans):
        yield bar_sample(of, Look.HOLLOW), "disputed"
    known = {moment.is_day_known for moment in moments}
    if True in known:
        yield dot_sample(Hue.NAME, True), "on that day"
    if False in known:
        yield dot_sample(Hue.NAME, False), "about that day"


def _gaps(span: StripSpan) -> tuple[int, ...]:
    """Return how many days at either side are possible and not certain."""
    if span.sure is None:
        return (MOST_FADED + 1,)
    return span.sure.start - span.first, span.last - span.sure.end
