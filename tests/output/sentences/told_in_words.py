"""Questions over the datasets that come with the program, and how their answers read as sentences."""

from __future__ import annotations

TOLD: dict[str, dict[str, str]] = {
    "csto-exact": {
        "members of CSTO as of 2006": """
In 2006 the Collective Security Treaty Organization had 7 members. Armenia, Kazakhstan, Kyrgyzstan,
Russia and Tajikistan have been members since 15 May 1992. Belarus has been a member since 31
December 1993. Uzbekistan was a member from 16 August 2006 to 28 June 2012.
""",
        "suspended members of CSTO as of 2013": """
Uzbekistan has been suspended from the Collective Security Treaty Organization since 28 June 2012.
""",
        "members of CSTO limit 3": """
Armenia and Kazakhstan have been members of the Collective Security Treaty Organization since 15 May
1992. Belarus has been a member since 31 December 1993.
""",
        "members of CSTO including disputed as of 1992 where member is belarus": """
Belarus has been a member of the Collective Security Treaty since 1992 (disputed).
""",
        "periods of Uzbekistan in CSTO": """
Uzbekistan was a member of the Collective Security Treaty Organization from 15 May 1992 to 2 April
1999, was suspended from 2 April 1999 to 16 August 2006, and was a member from 16 August 2006 to 28
June 2012. Uzbekistan has been suspended since 28 June 2012.
""",
        "status of Uzbekistan in CSTO as of 2013": """
Uzbekistan has been suspended from the Collective Security Treaty Organization since 28 June 2012.
""",
        "organizations of Tajikistan as of 2023": """
Tajikistan has been a member of the Collective Security Treaty Organization since 15 May 1992.
""",
        "whether Uzbekistan is suspended in CSTO as of 2000": """
Yes, Uzbekistan was suspended from CSTO in 2000.
""",
        "whether Georgia is member of CSTO as of 2000": """
No, Georgia was not a member of CSTO in 2000.
""",
        "whether Belarus is member of CSTO": """
Yes, Belarus is a member of CSTO today.
""",
        "whether Belarus is member of CSTO throughout between 1994 and 2000": """
Yes, Belarus was a member of CSTO on every day between 1994 and 2000.
""",
        "whether Stanislav Zas holds secretary-general of CSTO as of 2021": """
Yes, Stanislav Zas was secretary-general of CSTO in 2021.
""",
        "when Uzbekistan is suspended in CSTO": """
Uzbekistan was suspended from CSTO from 2 April 1999 to 16 August 2006 and has been suspended since
28 June 2012.
""",
        "when Stanislav Zas holds secretary-general of CSTO": """
Stanislav Zas was secretary-general of CSTO from 1 January 2020 to 1 January 2023.
""",
        "holders of secretary-general of CSTO between 2015 and 2027": """
Nikolai Bordyuzha was the first Secretary-General of the Collective Security Treaty Organization
from 28 April 2003 to 1 January 2017. Valery Semerikov was acting Secretary-General from 1 January
2017 to 2 May 2017. Yuri Khachaturov was the second Secretary-General from 2 May 2017 to 2 November
2018. Valery Semerikov was acting Secretary-General from 2 November 2018 to 1 January 2020.
Stanislav Zas was the third Secretary-General from 1 January 2020 to 1 January 2023. Imangali
Tasmagambetov was the fourth Secretary-General from 1 January 2023 to 1 January 2026. Taalatbek
Masadykov has been the fifth Secretary-General since 1 January 2026, until 1 January 2029.
""",
        "acting holders of secretary-general of CSTO ever": """
Valery Semerikov was acting Secretary-General of the Collective Security Treaty Organization from 1
January 2017 to 2 May 2017 and from 2 November 2018 to 1 January 2020.
""",
        "offices in CSTO": """
Taalatbek Masadykov has been the fifth Secretary-General of the Collective Security Treaty
Organization since 1 January 2026, until 1 January 2029.

Of the office of Deputy Secretary-General of the Collective Security Treaty Organization no holder
is known.
""",
        "offices of Nikolai Bordyuzha as of 2010": """
Nikolai Bordyuzha was the first Secretary-General of the Collective Security Treaty Organization
from 28 April 2003 to 1 January 2017.
""",
        "successor of Nikolai Bordyuzha in secretary-general of CSTO": """
Valery Semerikov was acting Secretary-General of the Collective Security Treaty Organization from 1
January 2017 to 2 May 2017.
""",
        "vacancies of secretary-general of CSTO between 2000 and 2010": """
The office of Secretary-General of the Collective Security Treaty Organization was vacant from 1
January 2000 to 28 April 2003.
""",
        "members of CSTO as of 1998 except (members of CSTO as of 2000)": """
Members of CSTO as of 1998 except (members of CSTO as of 2000): Azerbaijan, Georgia and Uzbekistan.
""",
        "count members of CSTO by year between 1991 and 2000": """
CSTO had no members in 1991, 6 in 1992, 9 from 1993 to 1999 and 6 in 2000.
""",
        "sum of members of every organization by year between 1998 and 2000": """
Members of every organization by year, added up: 9 from 1998 to 1999 and 6 in 2000.
""",
        "sum of (count members of CSTO including any status by status by year between 1998 and 2001) by status": """
Members of CSTO including any status by status by year, added up: member 30 between 1998 and 2001;
suspended 3 between 1998 and 2001.
""",
        "count members of every organization as of 2006": """
The Collective Security Treaty Organization had 7 members in 2006.
""",
        "count members of CSTO including any status by status as of 2013": """
Members of CSTO including any status by status in 2013: member 6 and suspended 1.
""",
        "count members of CSTO including any status by status by year between 1998 and 2000": """
Members of CSTO including any status by status: member 9 from 1998 to 1999 and 6 in 2000; suspended
none in 1998 and 1 from 1999 to 2000.
""",
        "count holders of secretary-general of CSTO as of 2005": """
There was 1 holder of secretary-general of CSTO in 2005.
""",
        "count (members of CSTO as of 1998 union (observers of CSTO as of 2013))": """
There were 9 members of CSTO as of 1998 union (observers of CSTO as of 2013) in 1998 and in 2013.
""",
        "changes in CSTO between 1999 and 2006-12": """
By 28 April 2003 the Collective Security Council became a body of the Collective Security Treaty
Organization (possibly not between 1999 and December 2006).

By the end of 2013 the CSTO Parliamentary Assembly became one of its bodies (possibly not between
1999 and December 2006).

By 18 April 2017 the CSTO Secretariat became one of its bodies (possibly not between 1999 and
December 2006).

By 27 April 2023 the CSTO Press Centre became one of its bodies (possibly not between 1999 and
December 2006).

On 2 April 1999 Azerbaijan and Georgia left, and Uzbekistan was suspended.

On 7 October 2002 the Collective Security Treaty Organization took this name.

On 28 April 2003 Nikolai Bordyuzha became Secretary-General.

On 23 June 2005 the Interstate Commission for Military-Economic Cooperation became one of its
bodies.

On 16 August 2006 Uzbekistan returned as a member.
""",
        "compare members of CSTO as of 1998 with as of 2007": """
Azerbaijan and Georgia were members in 1998, and no longer in 2007.
""",
        "compare holders of secretary-general of CSTO as of 2016 with as of 2020": """
Nikolai Bordyuzha was the first holder in 2016, and no longer in 2020.

Stanislav Zas was the third holder in 2020, and not yet in 2016.
""",
        "history of members of CSTO": """
From 15 May 1992 on there were 6 members of CSTO, with Armenia, Kazakhstan, Kyrgyzstan, Russia,
Tajikistan and Uzbekistan.

From 24 September 1993 on, with Azerbaijan, there were 7.

From 9 December 1993 on, with Georgia, there were 8.

From 31 December 1993 on, with Belarus, there were 9.

From 2 April 1999 on, without Azerbaijan, Georgia and Uzbekistan, there were 6.

From 16 August 2006 on, with Uzbekistan, there were 7.

From 28 June 2012 on, without Uzbekistan, there were 6.
""",
        "history of holders of secretary-general of CSTO between 2016 and 2018": """
From 1 January 2016 on there was 1 holder of secretary-general of CSTO, with Nikolai Bordyuzha.

From 1 January 2017 on, with Valery Semerikov and without Nikolai Bordyuzha, there was 1.

From 2 May 2017 on, with Yuri Khachaturov and without Valery Semerikov, there was 1.

From 2 November 2018 on, with Valery Semerikov and without Yuri Khachaturov, there was 1.
""",
        "overlaps of members of CSTO between 1993-10 and 1998 order by to limit 2": """
Armenia and Uzbekistan were members of the Collective Security Treaty Organization together from 15
May 1992 to 2 April 1999. Armenia and Azerbaijan were members together from 24 September 1993 to 2
April 1999.
""",
        "overlap of Taalatbek Masadykov and Imangali Tasmagambetov in CSTO": """
Taalatbek Masadykov and Imangali Tasmagambetov were in the Collective Security Treaty Organization
together from January 2024 to 1 January 2026.
""",
        "overlap of Belarus and Uzbekistan": """
Belarus and Uzbekistan were in the Collective Security Treaty Organization together from 31 December
1993 to 2 April 1999. Belarus and Uzbekistan were there together from 16 August 2006 to 28 June
2012.
""",
        "names of CSTO": """
The Collective Security Treaty Organization was called Collective Security Treaty (CST) from 15 May
1992 to 7 October 2002 and has been called Collective Security Treaty Organization (CSTO) since 7
October 2002.
""",
        "bodies of CSTO as of 2023 limit 2": """
The Collective Security Council has been one of the bodies of the Collective Security Treaty
Organization since 28 April 2003 or earlier. The CSTO Parliamentary Assembly has been one of the
bodies since 2013 or earlier.
""",
        "events of CSTO during 2002": """
On 7 October 2002 a signing took place in Chisinau: Charter of the Collective Security Treaty
Organization. Outcome: The Collective Security Treaty becomes the Collective Security Treaty
Organization.
""",
        "timeline of Uzbekistan": """
Uzbekistan has always been called Uzbekistan.

Uzbekistan was a member of the Collective Security Treaty Organization from 15 May 1992 to 2 April
1999, was suspended from 2 April 1999 to 16 August 2006, and was a member from 16 August 2006 to 28
June 2012. Uzbekistan has been suspended since 28 June 2012.
""",
        "conflicts in CSTO limit 2": """
Afghanistan was an observer at the Collective Security Treaty Organization from 2013 to some time
after 1 January 2014 (disputed).

Armenia had the status frozen in the Collective Security Treaty Organization from 22 February 2024
to an unknown date (disputed), against member from 15 May 1992 onwards.
""",
        "revisions of Georgia in CSTO": """
On 2 January 2026 it was recorded that Georgia was a member of the Collective Security Treaty
Organization from 9 December 1993 to 2 April 1999.
""",
        "why Georgia in CSTO as of 2006": """
Georgia was a member of the Collective Security Treaty Organization from 9 December 1993 to 2 April
1999. That is no answer, because it had ended by 2 April 1999, before 1 January 2006 through 31
December 2006.
""",
        "why Yuri Khachaturov in secretary-general of CSTO as of 2018": """
Yuri Khachaturov: substantive Secretary-General, from 2 May 2017 to 2 November 2018. That is
certain, because it had begun by 2 May 2017 and had not ended before 2 November 2018, and some day
of 1 January 2018 through 31 December 2018 lies between.

Claimed: substantive from 2 May 2017 to 2 November 2018 by armenpress-953859.

Sources: Report on Yuri Khachaturov's time in office, Armenpress,
https://armenpress.am/eng/news/953859/.

Disputed, and not believed: substantive from April 2017 to an unknown date by belsat-zas, with the
note “Perhaps the month of the decision, as he took up the duties on 2 May”.
""",
        "duration of holders of secretary-general of CSTO": """
On average the 7 terms of holders of secretary-general of CSTO lasted between 1,229 and 1,230 days,
about 3.4 years. The median is 549 days. Together they lasted 8,609 days, about 23.6 years.
""",
        "describe Valery Semerikov": """
Valery Semerikov is a person.

Recorded: acting Secretary-General of Collective Security Treaty Organization from 1 January 2017 to
2 May 2017; acting Secretary-General of Collective Security Treaty Organization from 2 November 2018
to 1 January 2020.
""",
        "show datasets": """
There is 1 dataset:

Collective Security Treaty Organization, exact dates (focus csto)
""",
        "members of CSTO as of 1960": """
There is no answer: outside what is recorded: it runs from 15 May 1992 onwards; with `including
disputed` there is 1 row.
""",
        "which states were ever suspended in CSTO": """
read as `suspended members of CSTO ever`

Uzbekistan was suspended from the Collective Security Treaty Organization from 2 April 1999 to 16
August 2006 and has been suspended since 28 June 2012.
""",
    },
    "csto": {
        "members of CSTO ever": """
At one time or another the Collective Security Treaty Organization had 9 members. Armenia,
Kazakhstan, Kyrgyzstan, Russia and Tajikistan have been members since 1992. Azerbaijan and Georgia
were members from 1993 to April 1999. Belarus has been a member since 1993. Uzbekistan was a member
from 1992 to 1999 and from 2006 to 28 June 2012.
""",
        "changes in CSTO between 1992 and 2012": """
By 23 June 2005 the Collective Security Council became a body of the Collective Security Treaty
Organization (possibly not between 1992 and 2012).

By 18 April 2017 the CSTO Secretariat became one of its bodies (possibly not between 1992 and 2012),
and Valery Semerikov became acting Secretary-General (possibly not between 1992 and 2012).

By 27 April 2023 the CSTO Press Centre became one of its bodies (possibly not between 1992 and
2012).

In 1992 the Collective Security Treaty Organization was founded, and Armenia, Kazakhstan,
Kyrgyzstan, Russia, Tajikistan and Uzbekistan joined.

In 1993 Azerbaijan, Belarus and Georgia joined.

In 1999 Uzbekistan was suspended.

In April 1999 Azerbaijan and Georgia left.

In October 2002 the Collective Security Treaty Organization took this name.

On 23 June 2005 the Interstate Commission for Military-Economic Cooperation became one of its
bodies.

In 2006 Uzbekistan returned as a member.

On 28 June 2012 Uzbekistan was suspended.
""",
        "holders of any office in CSTO ever": """
Imangali Tasmagambetov was Secretary-General of the Collective Security Treaty Organization from 24
April 2023 or earlier to some time after 27 April 2023. Valery Semerikov was acting
Secretary-General from 18 April 2017 or earlier to some time after 21 April 2017.
""",
        "vacancies of secretary-general of CSTO": """
The office of Secretary-General of the Collective Security Treaty Organization was possibly vacant
from 1 January 1992 to 18 April 2017 and from 22 April 2017 to 24 April 2023, and has been possibly
vacant since 28 April 2023.
""",
        "events of CSTO during 2024": """
In 2024 an exhibition is planned in Russian Federation: Congress and exhibition event of the CSTO.
""",
    },
    "au": {
        "suspended members of AU in 2022": """
In 2022 the African Union had 4 suspended members. Burkina Faso has been suspended since 31 January
2022. Guinea was suspended from 10 September 2021 to 22 January 2026. Mali has been suspended since
1 June 2021. Sudan has been suspended since some time between 26 and 27 October 2021.
""",
        "members of AU as of 2001-12 limit 5": """
Algeria, Angola, Benin and Botswana have been members of the African Union since some time between
26 May 2001 and 9 July 2002 (possibly not in December 2001). Burkina Faso was a member from some
time between 26 May 2001 and 9 July 2002 to 18 September 2015 (possibly not in December 2001).
""",
        "changes in AU between 2012 and 2013": """
On 23 March 2012 Mali was suspended from the African Union.

On 17 April 2012 Guinea-Bissau was suspended.

On 24 October 2012 Mali returned as a member.

On 25 March 2013 the Central African Republic was suspended.

On 5 July 2013 Egypt was suspended.
""",
        "changes in AU in 2002-07 where change is joined limit 2": """
Between 26 May 2001 and 9 July 2002 Algeria and Angola joined the African Union (possibly not in
July 2002).
""",
        "compare members of AU as of 2010 with as of 2022": """
Guinea was a member in 2010, and no longer in 2022.

Madagascar was a member in 2022, and not yet in 2010.

Mali was a member in 2010, and no longer in 2022.

Morocco and South Sudan were members in 2022, and not yet in 2010.

Sudan was a member in 2010, and no longer in 2022.
""",
        "periods of Mali in AU": """
Mali was a member of the African Union from some time between 26 May 2001 and 9 July 2002 to 23
March 2012, was suspended from 23 March 2012 to 24 October 2012, and was a member from 24 October
2012 to 19 August 2020. Mali was suspended from 19 August 2020 to 9 October 2020, was a member from
9 October 2020 to 1 June 2021, and has been suspended since 1 June 2021.
""",
    },
    "eu": {
        "members of EU including any status where member starts with m": """
Malta has been a member of the European Union since 1 May 2004. Mayotte has had the status territory
since 1 January 2014. Montenegro has been a candidate since some time between 16 and 17 December
2010. The Republic of Moldova has been a candidate since 23 June 2022.
""",
        "changes in EU in 1999": """
Between 1958 and 2011 Saint-Barthélemy got the status territory in the European Union (possibly not
in 1999).

Between 1 December 1997 and 11 December 1999 Bulgaria, Cyprus, the Czech Republic, Estonia, Hungary,
Latvia, Lithuania, Poland, Romania, Slovakia and Slovenia became candidates (possibly not in 1999).

Between 1 January 1998 and 11 December 1999 Malta became a candidate (possibly not in 1999).

Between 10 and 11 December 1999 Turkey became a candidate.
""",
        "organizations of France": """
France has been a member of the European Atomic Energy Community since 1 January 1958 and has been a
member of the European Union since 1 January 1958.
""",
        "holders of european-commission/president between 1967 and 1999": """
Walter Hallstein was President of the Commission of the European Communities from 7 January 1958 to
1 July 1967. Jean Rey was President from 2 July 1967 to 1 July 1970. Franco Maria Malfatti was
President from 1 July 1970 to 22 March 1972. Sicco Mansholt was President from 22 March 1972 to 6
January 1973. François-Xavier Ortoli was President from 6 January 1973 to January 1977. Roy Jenkins
was President from January 1977 to January 1981. Gaston Thorn was President from January 1981 to
January 1985. Jacques Delors was President from January 1985 to 23 January 1995. Jacques Santer was
President from 23 January 1995 to some time between 15 and 16 March 1999 (resigned). Manuel Marín
was acting President from some time between 15 and 16 March 1999 to some time between 13 and 17
September 1999. Romano Prodi was President from some time between 13 and 17 September 1999 to 22
November 2004.
""",
        "names of european-commission": """
The European Commission was called Commission of the European Economic Community (EEC Commission)
from January 1958 to some time between 1 and 6 July 1967, was called Commission of the European
Communities from some time between 1 and 6 July 1967 to 1 December 2009, and has been called
European Commission since 1 December 2009.
""",
        "changes in EU between 2012 and 2020": """
On 1 January 2012 Saint-Barthélemy lost the status territory in the European Union.

On 1 March 2012 Serbia became a candidate.

On 1 July 2013 Croatia became a member.

On 1 January 2014 Mayotte got the status territory.

Between 24 and 27 June 2014 Albania became a candidate.

In March 2015 Iceland ceased to be a candidate (asked not to be regarded as one).

On 1 February 2020 the United Kingdom left (withdrew).
""",
    },
    "un": {
        "holders of secretary-general of UN between 1960 and 1963": """
Dag Hammarskjöld was the second Secretary-General of the United Nations from 10 April 1953 to 19
September 1961 (died). U Thant was acting Secretary-General (the third) from 3 November 1961 to 30
November 1962 and was the third Secretary-General from 30 November 1962 to 1 January 1972.
""",
        "successor of Kofi Annan in secretary-general of UN": """
Ban Ki-moon was the eighth Secretary-General of the United Nations from 1 January 2007 to 1 January
2017.
""",
        "changes in every organization in 1990": """
On 1 January 1990 Cuba, Côte d'Ivoire, Democratic Yemen, Romania and Zaire joined the United Nations
Security Council, and Algeria, Brazil, Nepal, Senegal and Yugoslavia left.

On 23 April 1990 Namibia joined the United Nations.

On 22 May 1990 Yemen joined the United Nations Security Council, Democratic Yemen left (united with
Yemen), and Democratic Yemen left the United Nations (united with Yemen).

On 18 September 1990 Liechtenstein joined.

On 3 October 1990 the German Democratic Republic left (acceded to the Federal Republic of Germany).
""",
        "count members of UN by decade between 1940 and 1970": """
UN had 59 members in the 1940s (recorded in part), 83 in the 1950s, 127 in the 1960s and 152 in the
1970s.
""",
        "events of UN where kind is founding": """
On 24 October 1945 a founding took place: The Charter of the United Nations comes into force.
""",
    },
}
"""Each question with its sentences; a blank line stands between paragraphs."""
