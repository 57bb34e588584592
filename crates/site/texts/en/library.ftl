nav-library = Library
library-title = Library
library-lead = Approaches that others have tried, how sure it is what they lead to, and what they would mean in your municipality.
library-lever = What shall it act on?
library-any-lever = Anything
library-show = Show
library-count = { $n ->
    [one] One approach
   *[other] { $number } approaches
  }
library-studies = { $n ->
    [one] One study
   *[other] { $number } studies
  }
theme-reablement-and-prevention = Reablement and prevention
theme-fall-prevention = Falls
theme-technology = Technology
theme-dementia-and-relatives = Dementia and relatives
theme-care-homes = Care homes
theme-coordination = Coordination with health care
theme-staff-and-working-hours = Staff and working hours
strength-unknown = Unknown
strength-unknown-means = No number has been found.
strength-very-weak = Very weak
strength-very-weak-means = The numbers lack a comparison, or do not say how sure they are.
strength-weak = Weak
strength-weak-means = A single study with a comparison, or several that together do not say in which direction it goes.
strength-moderate = Moderate
strength-moderate-means = Two studies with a comparison say the same, or a review of several does.
strength-strong = Strong
strength-strong-means = A review with a thousand people or more, or three studies or more weighed together, say in which direction it goes.
strength-about = How the strength of the evidence is judged
glance-effect = Effect
glance-strength = Strength of the evidence
glance-studies = Evidence
glance-studies-about = The same people are counted once, however many articles are written about them.
glance-review = { $outcome }. Weighed together by others: { $study }.
glance-contradict = { $outcome }: together the studies do not say in which direction it goes.
glance-unknown = We do not know
glance-study = { $outcome }. { $study }.
glance-none-about = The numbers that there are do not say how sure they are.
approach-how-sure = How sure is it?
approach-reviews = Weighed together by others
approach-table = The studies in a table
approach-left-out = Not weighed with the others
approach-next = Before you begin
approach-csv = All studies as CSV
left-out-same-trial = Rests on the same people as another row.
left-out-uncompared = Compares with nothing.
left-out-no-interval = Does not say how sure it is.
left-out-no-size = Does not say how large the difference is.
study-head = Study
study-effect = What they found
study-weight = Weight
study-caution = To keep in mind
study-source = Source
study-participants = { $n ->
    [one] one person
   *[other] { $number } people
  }
study-months = { $count ->
    [one] { $n } month
   *[other] { $n } months
  }
design-rct = randomised trial
design-quasi = study with a comparison
design-review = review
design-before-after = before and after
design-model = computed, not measured
design-survey = what they say themselves
design-industry = told by the supplier
country-se = Sweden
country-no = Norway
country-dk = Denmark
country-fi = Finland
country-us = USA
country-gb = United Kingdom
country-nz = New Zealand
country-au = Australia
country-nl = the Netherlands
country-hk = Hong Kong
country-ca = Canada
country-ch = Switzerland
country-many = several countries
effect-unit-odds-ratio = odds ratio { $n }
effect-unit-risk-ratio = { $n } times the risk
effect-unit-rate-ratio = { $n } times as often
effect-unit-hazard-ratio = hazard ratio { $n }
effect-unit-ratio-of-means = { $n } times as much
effect-unit-percent = { $n } %
effect-unit-percentage-points = { $n } percentage points
effect-unit-points = { $n } points
effect-unit-points-1-10 = { $n } points on a scale 1–10
effect-unit-days = { $n } days
effect-unit-minutes = { $n } minutes
effect-unit-minutes-a-day = { $n } minutes a day
effect-unit-minutes-a-night = { $n } minutes a night
effect-unit-people = { $n } people
effect-unit-people-per-100-users = { $n } people for each hundred users
effect-unit-per-1000-resident-days = { $n } for each 1,000 resident days
effect-unit-fte = { $n } full-time equivalents
effect-unit-coefficient = coefficient { $n }
effect-unit-sek = SEK { $n }
effect-unit-ksek = { $n } thousand SEK
effect-unit-ksek-a-year = { $n } thousand SEK a year
effect-unit-msek-a-year = { $n } million SEK a year
effect-unit-eur = EUR { $n }
effect-unit-aud = AUD { $n }
effect-unit-mdkk = DKK { $n } million
effect-none-found = No difference was found
effect-direction = Only in which direction it goes
verdict-unknown = { $count ->
    [one] One study: we do not know what it means on average. Weighed together: { $figure }, an interval that holds no effect at all too.
   *[other] { $count } studies weighed together: we do not know. They give { $figure }, and that interval holds no effect at all too.
  }
verdict-known = { $count ->
    [one] One study: { $figure }.
   *[other] { $count } studies weighed together: { $figure }.
  }
verdict-better = { $count ->
    [one] One study: { $figure }, in the right direction.
   *[other] { $count } studies weighed together: { $figure }, in the right direction.
  }
verdict-worse = { $count ->
    [one] One study: { $figure }, in the wrong direction.
   *[other] { $count } studies weighed together: { $figure }, in the wrong direction.
  }
verdict-one = A single study, and one study is one study.
verdict-review = The studies have been weighed together by others.
verdict-none = What there is cannot be weighed together.
pooled-method = Random effects (REML) with the interval of Hartung and Knapp, never narrower than without their adjustment. τ² { $between }, I² { $heterogeneity }, Q { $q }.
pooled-about = A review is never weighed with the studies in it, and ratios of different kinds are never weighed with each other.
forest-outcome = { $outcome }, 95 % interval
forest-key = Filled square: drawn by lot. Hollow square: compared without a lot. The larger the square, the more the study weighs.
forest-pooled = Weighed together
forest-expected = The next place can expect
forest-better = better
forest-worse = worse
forest-less = less
forest-more = more
basis-review = { $outcome }: review, { $study }
basis-study = { $outcome }: one study, { $study }
basis-pooled = { $count ->
    [one] { $outcome }: one study
   *[other] { $outcome }: { $count } studies weighed together
  }
try-here-title = Try it in your municipality
try-here-title-in = Try it in { $place }
try-here-lead = Compute on your municipality’s forecast before anything is decided. How unsure it is comes along.
try-here-no-lever = There is no honest way from what the studies measure to the municipality’s forecast. If you want to try a number of your own all the same, you choose what it acts on.
try-here-form = What is tried
try-here-kommun = Municipality
try-here-underlag = What it rests on
try-here-own = Your own numbers
try-here-own-words = Your own numbers
try-here-havstang = What it acts on
try-here-mitt = Most likely
try-here-lagst = Least
try-here-lagst-hint = In one future of twenty it is less.
try-here-hogst = Most
try-here-hogst-hint = In one future of twenty it is more.
try-here-still-in-care = Of a hundred new users so many still have care without the approach
try-here-still-in-care-hint = Your own figure, per cent. Often around 60.
try-here-coverage = Share of all aged 80 or more in special housing, per cent
try-here-coverage-hint = The municipality’s own figure of today, if left empty.
try-here-stay = Days that a place in special housing is used by the same person
try-here-stay-hint = Your own figure. Often between 600 and 900.
try-here-share-of-hours = Share of the home-care hours that is spent on it, per cent
try-here-sick-leave = Sick leave today, per cent
try-here-andel = How many of those concerned are reached, per cent
try-here-borjar = Begins in
try-here-ar = Show year
try-here-kostnad = Cost a year, kronor
try-here-kostnad-hint = If you know it.
try-here-fewer = In { $place } { $n } fewer full-time equivalents are needed in { $year } ({ $interval }).
try-here-more = In { $place } { $n } more full-time equivalents are needed in { $year } ({ $interval }).
try-here-unknown = We do not know whether it lowers the need of staff in { $place }. In nine futures of ten it changes in { $year } by { $interval } full-time equivalents.
try-here-nothing = The need of staff in { $place } does not change in { $year }.
try-here-share = That is { $share } of the { $gap } expected to be lacking.
try-here-rests-on = Rests on: { $basis }. { $lever }: { $size } ({ $interval }) { $unit } when all are reached and it is in place.
try-here-make-measure = Make it a measure
try-here-nothing-saved = Nothing is saved until you make it a measure. Effect, uncertainty and sources come along.
library-measure-title = Make it a measure
library-measure-lead = Which need does “{ $title }” meet in { $place }?
library-measure-none = There is no roadmap for the municipality to put the measure in.
library-measure-make = Create the measure
field-municipality-missing = Write a municipality.
field-municipality-unknown = That is no municipality. Write its name, such as Hedemora.
field-need-missing = Choose which need the measure meets.
need-find-approaches = Find approaches
