"""Answers as pictures: laid out as plain data first, and then drawn.

::

    depicting       which answers have a picture, and which question has one where an answer has none
    rasters         a picture as the file that its name asks for
    source_links    bars that lead to their sources
    svg_writer      a picture as SVG · svg_styles: its colours, for a light page, a dark one and paper
    lane_picture    bars in lanes, as of a timeline · counts_picture: steps · compare_picture: before and after
    revisions_picture  rectangles of what was believed when
    composing       a picture put together of what follows
    legends         what the legend of bars shows
    framing         title, legend and notes · scale_marks: ticks, the present, the day asked about
    placing         where a span lies · bar_words: what a bar says
    time_scale      days across a picture · calendar_ticks: which of them are written
    strips          what an answer says along time, lane by lane, in days · counted_figures: what it counts
    picture         what a picture is made of, in pixels
    hues            which colour and texture a word has
    lettering       how wide a text is, cut and parted
"""
