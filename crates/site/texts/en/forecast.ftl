# The start page, regions and what a roadmap is worth.
year = Year
region = Area
country = Sweden
region-country = Sweden
as-table = Table
compute = Calculate
reset = Reset

start-title = What is coming, and is the plan enough?
start-lead = Färdplan shows how the need for elderly care is growing in each municipality, with the uncertainty in plain view. It also calculates how much of the gap in places, staff and money the municipality’s roadmap closes.
start-search = Search for your municipality
start-country = By { $year } the number of residents aged 80 and over in the country as a whole rises by { $growth } ({ $growth_interval }). If need comes later as we live longer, { $places } more places in special housing ({ $places_interval }) and { $fte } more full-time equivalents ({ $fte_interval }) will be needed; at today’s shares of each age, { $places_unchanged } places and { $fte_unchanged } full-time equivalents.
start-country-link = More about the country
start-figure = Colour the map by
start-year = Year
start-show = Show
start-source = Statistics Sweden (SCB), the National Board of Health and Welfare, and Kolada; population by age as last counted. Forecast: Färdplan, 1,000 futures, medians.
map-title = { $figure }, { $year }, by municipality
map-description = Map of { $number } municipalities. The same figures are in the table and in the files.
column-namn = Municipality
column-lan = County
column-invanare = Residents { $base }
column-80-plus = Aged 80 and over { $base }

figure-tillvaxt-80-plus = Increase in residents aged 80+
figure-platser-antal = Places lacking
figure-arsarbetare-antal = Full-time equivalents lacking
column-roadmap = Roadmap
roadmap-stage-none = none
roadmap-stages-of = { $n } of { $all } in force
within-country-title = County by county
figure-platser = Shortfall in places per 1,000 residents aged 80+
figure-arsarbetare = Shortfall in full-time equivalents per 1,000 residents
figure-rekrytering = Recruitments a year per 1,000 residents aged 20–66
figure-kostnad = Increase in cost
figure-andel-80-plus = Share of residents aged 80+

search-title = Search
search-none = Nothing has that name, and nothing is about it. Check the spelling.

headline = In { $year }, <b>{ $old }</b> residents are aged 80 or over, { $growth } than in { $base } <span class="ci">({ $growth_interval })</span>. { $presumed }, and nothing else changes, the need is for { $places } <span class="ci">({ $places_interval })</span>. { $fte } { $supply }.
headline-tried = In { $year }, <b>{ $old }</b> residents are aged 80 or over, { $growth } than in { $base } <span class="ci">({ $growth_interval })</span>. { $presumed }, and with what you are trying, the need is for { $places } <span class="ci">({ $places_interval })</span>. { $fte } { $supply }.
presumed-friskare = If need comes later as we live longer
presumed-part = If need is put off { $share } as much as life grows longer
presumed-also = , and need is put off { $share } as much as life grows longer
presumed-oforandrad = If as large a share at each age has care as today
presumed-trend = If the shares that have care go on changing as over the last ten years, ever more slowly
presumed-andel = If { $share } of those aged 80 and over live in special housing
presumed-tak = If no more places are built
presumed-scb = If there are as many old people as Statistics Sweden expects
official-note = In Statistics Sweden’s forecast fewer grow old because life grows longer more slowly. Need is then put off less, too, and places differ less from our forecast than the number of old people does.
need-note = How much later is an assumption: from not at all to twice as much. If as large a share at each age had care as today, the need would instead be for { $places } <span class="ci">({ $interval })</span>. In that case: { $fte } { $supply }. That span presumes that the shares do stand still.
need-note-link = Why it is computed so
headline-grown = <b>{ $percent } more</b>
headline-fewer = <b>{ $percent } fewer</b>
headline-places-more = { $count ->
    [0] about as many places in special housing as today
    [one] <b>one more place</b> in special housing
   *[other] <b>{ $n } more places</b> in special housing
}
headline-places-fewer = { $count ->
    [one] <b>one place fewer</b> in special housing
   *[other] <b>{ $n } fewer places</b> in special housing
}
headline-fte-more = { $count ->
    [0] No full-time equivalents are lacking <span class="ci">({ $interval })</span>
    [one] <b>One full-time equivalent</b> is lacking <span class="ci">({ $interval })</span>
   *[other] <b>{ $n } full-time equivalents</b> are lacking <span class="ci">({ $interval })</span>
}
headline-fte-fewer = { $count ->
    [one] There is <b>one full-time equivalent more</b> than is needed <span class="ci">({ $interval })</span>
   *[other] There are <b>{ $n } full-time equivalents more</b> than are needed <span class="ci">({ $interval })</span>
}
headline-supply-more = even if you recruit at today’s rate
headline-supply-fewer = if you recruit at today’s rate
headline-supply-more-wide = even if municipalities recruit at today’s rate
headline-supply-fewer-wide = if municipalities recruit at today’s rate
headline-supply-more-tried = even with the recruitment that this gives
headline-supply-fewer-tried = with the recruitment that this gives
interval-signed = { $low } to { $high }

verdict-question = Is the roadmap enough?
verdict-why = See why
no-roadmap-title = No roadmap yet.
no-roadmap = Start from the template with four areas and twenty needs, add measures and see how much of the gap they close.
no-roadmap-link = Create a roadmap

chart-choice = Choose a chart
chart-80-plus-tab = Aged 80 and over
chart-80-plus-title = Residents aged 80 and over
chart-hemtjanst-tab = Home care
chart-hemtjanst-title = People aged 65+ with home care
chart-sarskilt-boende-tab = Special housing
chart-sarskilt-boende-title = People aged 65+ who need special housing
chart-arsarbetare-tab = Full-time equivalents
chart-arsarbetare-title = Full-time equivalents needed in elderly care
chart-rekrytering-tab = Recruitment
chart-rekrytering-title = People to recruit each year
chart-kostnad-tab = Cost
chart-kostnad-title = Cost of elderly care a year, 2023 prices
chart-history = outcome
chart-forecast = forecast
chart-median = median
chart-half = half of futures
chart-nine = 9 in 10 futures
chart-without = without change
chart-own = Färdplan
chart-later = need comes later
chart-description = { $region }. In { $year } the median is { $median } { $unit }, and nine futures in ten lie within { $interval }.
chart-places-today = today’s places
chart-staff-today = today’s staffing
chart-source = Statistics Sweden (SCB), residents by age in the years that are counted (dashed: not counted by age). Forecast: Färdplan, 1,000 futures.
chart-source-country = Statistics Sweden (SCB), counted population, and its forecast of April 2026 (ages computed from its mean population and deaths). Forecast: Färdplan, 1,000 futures.

unit-persons = people
unit-places = places
unit-hours = hours
unit-fte = full-time equivalents
unit-sek = SEK
unit-millions = SEK million
unit-billions = SEK billion
amount-millions = SEK { $n } million
county = { $name } County
unit-years = years
unit-points = percentage points
unit-percent = %
unit-hours-a-week = h/week
unit-percent-a-year = % a year

try-hint = Move a slider and the difference shows here.
try-title = Try it
scenario = How need develops
scenario-friskare = Need comes later
scenario-oforandrad = Unchanged shares
scenario-trend = The trend continues
scenario-andel = Decided share in special housing
scenario-tak = No more places are built
scenario-scb = As many old people as Statistics Sweden expects
scenario-andel-field = Share of those aged 80+ in special housing, %
scenario-friskare-field = Part of the years gained that need is put off by, %
more-levers = More levers
effect-title = What it changes in { $year }
effect-title-outlook = Compared with need that comes later, { $year }
effect-places-gap = Shortfall in places
effect-queue = People waiting
effect-home-care-persons = People with home care
effect-fte-gap = Shortfall in full-time equivalents
effect-cost-sek = Cost a year
make-measure = Make it a measure
lever-unreadable = “{ $typed }” is not a number. The lever stays where it was.
lever-clamped = { $lever } is calculated only as far as { $held } { $unit }. That is the end of the lever’s range.

lever-onset-delay = Later need for care
lever-onset-delay-caution = On top of what the forecast already counts on as we live longer. Better health delays moving in by about one year in a model, part of it for the same reason; not tested in trials.
lever-special-housing-coverage = Share of those aged 80+ in special housing
lever-special-housing-coverage-caution = The share is a political choice and is several times higher in some municipalities than in others. Those who do not get a place receive home care.
lever-home-care-hours-per-user = Home care hours per user
lever-home-care-hours-per-user-caution = Changes how much help each person has, not how many have it.
lever-night-supervision = Digital supervision at night
lever-night-supervision-caution = In place in 78% of municipalities in 2022, but for few users. State what share of home care hours is freed up.
lever-medication-dispensing = Automated medication dispensers
lever-medication-dispensing-caution = 28 minutes a day net per user, in four municipalities and a study with close ties to the industry. State what share of home care users will have a dispenser.
lever-staffing-per-place = Staffing per place
lever-staffing-per-place-caution = Changes full-time equivalents per resident, and with them the cost.
lever-contract-hours = Hours worked per employee
lever-contract-hours-caution = One more hour a week for part-time employees across all welfare services corresponds to 4,500 full-time equivalents. State the change as a mean over all employees.
lever-sick-leave = Sickness absence
lever-sick-leave-caution = The level was 7.5% in the municipalities in 2023. No effect per measure has been published.
lever-exit-age = Age on leaving working life
lever-exit-age-caution = Today just over 64. Published effects of one more year differ: 31,000 and 50,000 people across all welfare services. Here all put off leaving at the same time: recruitment falls at first, and then comes back.
lever-turnover = Staff turnover
lever-turnover-caution = 8.4% of municipal employees left in 2022. State the change from today.
lever-training-supply = Newly trained
lever-training-supply-caution = Newly trained assistant nurses and nurses who come to the municipality’s elderly care, against today; care assistants are not affected. Today’s number is the country’s, from figures ten to twenty years old.
lever-places-opened = New places in special housing
lever-places-opened-caution = State the number that has been decided or is being considered.
lever-places-closed = Places being closed
lever-places-closed-caution = State the number that has been decided or is being considered.
lever-unit-cost-trend = Cost growth beyond demography
lever-unit-cost-trend-caution = 1% a year in 1980–2012.
lever-relatives-support = Support for family carers
lever-relatives-support-caution = No published effect. State what share of home care hours is not needed.
lever-continuity = Greater continuity of care
lever-continuity-caution = Costs hours: state by how many per cent home care hours must rise for users to meet fewer different staff.

roadmaps-title = Roadmaps
roadmaps-none = The municipality has no roadmap here yet.
roadmaps-all = The municipality’s roadmaps
roadmaps-measures = { $n ->
    [one] 1 measure
   *[other] { $number } measures
}
comparison-title = Compared with others
comparison-link = Show the comparison
within-caption = { $year }, median and nine futures in ten.
comparison-caption = { $year }, median and nine futures in ten. Municipalities similar in size, age structure and density.
within-title = Municipality by municipality

untried = The trial could not be made: the program’s tables are damaged. Tell whoever looks after the system.
past-title = How good the forecast would have been
past-within = Made in { $from }, with what was known then, the method would have forecast <b>{ $forecast }</b> people aged 80+ for { $year } <span class="ci">({ $interval })</span>. The outcome was <b>{ $outcome }</b>: an error of { $error }, within the interval.
past-outside = Made in { $from }, with what was known then, the method would have forecast <b>{ $forecast }</b> people aged 80+ for { $year } <span class="ci">({ $interval })</span>. The outcome was <b>{ $outcome }</b>: an error of { $error }, outside the interval.
past-last-within = For { $year } it would have forecast <b>{ $forecast }</b> <span class="ci">({ $interval })</span>, and the outcome was <b>{ $outcome }</b>: an error of { $error }, within the interval.
past-last-outside = For { $year } it would have forecast <b>{ $forecast }</b> <span class="ci">({ $interval })</span>, and the outcome was <b>{ $outcome }</b>: an error of { $error }, outside the interval.
past-typical-smallest = The typical error for municipalities with fewer than 5,000 residents was { $error } in { $year } and { $last_error } in { $last }.
past-typical-small = The typical error for municipalities with 5,000–10,000 residents was { $error } in { $year } and { $last_error } in { $last }.
past-typical-lower = The typical error for municipalities with 10,000–20,000 residents was { $error } in { $year } and { $last_error } in { $last }.
past-typical-middle = The typical error for municipalities with 20,000–50,000 residents was { $error } in { $year } and { $last_error } in { $last }.
past-typical-large = The typical error for municipalities with at least 50,000 residents was { $error } in { $year } and { $last_error } in { $last }.
past-frozen = The method’s numbers were chosen with outcomes to 2019, and frozen before they met the years after: then { $share } of 100 municipalities ended up within the interval in { $year }.
past-chart-title = Forecast made in { $from } and outcome, residents aged 80 and over, { $region }
past-chart-description = Forecast made in { $from }: { $forecast } people aged 80 or more in { $year }, nine futures in ten { $interval }. There were { $outcome }. { $last }: { $last_forecast }, nine futures in ten { $last_interval }. There were { $last_outcome }.
past-source = Statistics Sweden (SCB), population 2008–2023. Levels and trends rest only on data up to and including 2008; how much municipalities usually differ was chosen on outcomes to 2019.

worth-title = What the roadmap is worth
worth-gap-choice = Choose what is to be closed
worth-gap-fte = Full-time equivalents
worth-gap-places = Places
worth-gap-hires = Recruitments
worth-gap-cost = SEK
worth-gap-fte-title = Shortfall in full-time equivalents in { $year }
worth-gap-places-title = Shortfall in special housing places in { $year }
worth-gap-hires-title = Recruitments beyond today’s rate, in total up to and including { $year }
worth-gap-cost-title = Cost a year above the base year’s, { $year }
worth-start = Without the roadmap
worth-remains = Left to solve
worth-description = Without the roadmap: { $without }. With the roadmap, { $remaining } remains.
worth-interaction-less = Each alone, the measures would change the gap by { $alone }; together they change it by { $together }: in part they meet the same need, or reach the limit of how far a lever can be moved. The difference, { $difference }, is shared among the parts above.
worth-interaction-more = Each alone, the measures would change the gap by { $alone }; together they change it by { $together }: they strengthen each other. The difference, { $difference }, is shared among the parts above.
worth-interaction-other = Each alone, the measures would change the gap by { $alone }; together they change it by { $together }. The difference, { $difference }, is shared among the parts above.
worth-interaction-none = Together the measures change the gap as much as each alone: { $together }.
worth-sampled = With more than { $most } measures there are too many orders to compute them all. The parts rest on { $orders } drawn at random, and each may for that reason be off by at most { $margin } (with 95 per cent confidence). The parts then add up to the whole on average.
worth-note = The contribution of each measure is fairly divided: the mean over all the orders in which the measures can be added. The parts add up to the whole. The same 1,000 futures with and without the roadmap; the bars lead from median to median, as the pages of the forecast do, and what medians differ from means by is divided by how uncertain the parts are. The intervals cover nine futures in ten. A measure that has already begun counts with its whole effect, although a part of it may be in today’s figures.
worth-question = Is it enough?
worth-yes = Yes, probably. The roadmap closes <b>{ $closed }</b> of { $gap } <span class="ci">({ $closed_interval })</span>. { $chance }
worth-perhaps = Perhaps. The roadmap closes <b>{ $closed }</b> of { $gap } <span class="ci">({ $closed_interval })</span>. { $chance }
worth-no = No, not as it stands. The roadmap closes <b>{ $closed }</b> of { $gap } <span class="ci">({ $closed_interval })</span>. { $chance }
worth-of-places = the shortfall in places
worth-of-fte = the shortfall in full-time equivalents
worth-of-hires = the hires beyond today’s rate
worth-of-cost = the increase in cost
worth-beside-part = <b>{ $closed }</b> of { $gap } <span class="ci">({ $closed_interval })</span>
worth-beside-closes = It also closes { $parts }.
worth-beside-grows = On the other hand, { $parts }.
worth-beside-more = { $gap } grows by <b>{ $closed }</b> <span class="ci">({ $closed_interval })</span>
worth-beside-larger = { $gap } grows by <b>{ $closed }</b> <span class="ci">({ $closed_interval })</span>
worth-chance = { $count ->
    [one] It is enough in { $chance } out of 100 futures.
   *[other] They are enough in { $chance } out of 100 futures.
}
worth-chance-few = { $count ->
    [one] It is enough in fewer than one out of 100 futures.
   *[other] They are enough in fewer than one out of 100 futures.
}
worth-chance-most = { $count ->
    [one] It is enough in more than 99 out of 100 futures.
   *[other] They are enough in more than 99 out of 100 futures.
}
worth-chance-none = { $count ->
    [one] It is not enough in any of the { $futures } futures.
   *[other] They are not enough in any of the { $futures } futures.
}
worth-chance-all = { $count ->
    [one] It is enough in all { $futures } futures.
   *[other] They are enough in all { $futures } futures.
}
worth-none-places = In { $chance } out of 100 futures no places are lacking with the roadmap, against { $before } without it.
worth-none-fte = In { $chance } out of 100 futures no full-time equivalents are lacking with the roadmap, against { $before } without it.
worth-none-hires = In { $chance } out of 100 futures today’s rate of recruitment is enough with the roadmap, against { $before } without it.
worth-none-cost = In { $chance } out of 100 futures cost does not increase with the roadmap, against { $before } without it.
worth-cannot-say = As there is no gap in some futures, no percentage is shown.
worth-no-gap = There is no gap to close: in most futures what exists is enough in { $year }.
worth-nothing = Nothing is calculated yet. Give at least one measure an effect on a lever, with size and source.
worth-nothing-link = To the roadmap
worth-basis-gap = Gap
worth-basis-all = { $n ->
    [one] the only one that counts
   *[other] all { $number }
}
worth-basis-some = { $count } of { $all }: { $titles }
worth-of-version = as it was adopted, version { $number }
worth-of-adopted = the one that applies
worth-of-decided = { $stage }
worth-of-draft = not decided: { $stage }
no-roadmap-whole-title = No roadmap for the whole municipality yet.
no-roadmap-whole = A part of the municipality has one of its own, see below.
worth-measures = Measures included
worth-measures-hint = Untick a measure to see what the roadmap is worth without it. The roadmap itself is not changed.
worth-not-municipality = The worth is calculated for municipalities. This roadmap covers a larger area.
worth-by-year = Year by year
worth-without = Without the roadmap
worth-with = With the roadmap
worth-closed = Changes the gap by
worth-fan-description = The median without and with the roadmap, year by year, and the intervals without. The same figures stand in the table.
worth-fan-title = The gap without the roadmap, and with it
worth-fan-other = with the roadmap
worth-worse = No, on the contrary: { $gap } grows by <b>{ $closed }</b> <span class="ci">({ $closed_interval })</span>.
worth-larger = No, on the contrary: { $gap } grows by <b>{ $closed }</b> <span class="ci">({ $closed_interval })</span>.
worth-more = Yes, and more: it covers { $gap } and then some. { $chance }
worth-not-started = No measure has begun to work in { $year }. Choose a later year.
worth-nothing-counted = No measure is counted at present: they are stopped, dormant, replaced or unticked.
worth-scenario = How need develops
held-year = The year is held within { $from }–{ $to }: the pages show no further.
held-share = The share is held between 0 and { $most }%.
scenario-unknown = There is no scenario “{ $typed }”. Need that comes later as we live longer is shown.
scenario-municipal-only = What you have chosen is computed for one municipality at a time only. Need that comes later as we live longer is shown, unless something else is said.
past-coverage = Of the { $count } municipalities of the same size, { $own } ended up inside their interval in { $year } and { $own_last } in { $last }; of all in the country, { $share } and { $share_last } in 100.
levers-municipality-only = Levers are tried for one municipality at a time: in a county or the country, places and costs would count once for each municipality.
basis-sentence = Assumptions: { $chosen }.
basis-fetched = Fetched { $day } from { $address }
xlsx-series = The charts’ figures
xlsx-about = What the figures rest on
xlsx-low = 5% of futures lower
xlsx-high = 5% of futures higher
xlsx-fetched = Fetched
xlsx-address = Address
chart-source-care = Users: National Board of Health and Welfare (Socialstyrelsen) 2024. Staff and costs: Socialstyrelsen 2023 and the Swedish Association of Local Authorities and Regions. The municipality’s differences: Kolada 2010–2022. Forecast: Färdplan, 1,000 futures.
column-line = Aged 80+ to 2045
chart-official = SCB 2026
origin-title = What the figures rest on, and as of when
origin-people = Residents by age were counted on 31 December { $base } (Statistics Sweden).
origin-moves = Mortality follows the municipality's own deaths 2013–2022, drawn towards the county's where the municipality is small, and moves its own 2011–2025 and the county's (Statistics Sweden).
origin-care = Care, staff and costs are the country's (National Board of Health and Welfare 2024 and 2023) and the municipality's own deviations from them to 2022 (Kolada). Need is expected to come later as lives grow longer: that is tried against outcomes to 2022, and why it has been so is not known.
origin-places = Places in special housing today are taken to be as many as those who live there, until the municipality gives its own; how many they are is computed from what the municipality reported to 2022.
origin-sums = The figures here are the sum of the municipalities', future by future; municipalities' medians cannot be added up to the country's.
origin-official-title = Why does it differ from Statistics Sweden?
origin-official = In Statistics Sweden's forecast of April 2026, { $theirs } people in the country are 80 or older in { $year }. In our own forecast there are { $ours }, { $apart }.
origin-official-more = { $percent } more
origin-official-fewer = { $percent } fewer
origin-official-experience = How many there will be depends mostly on how long people live. Here the fall of mortality goes on at the pace of 2005–2019. Tried from 1984 on, that pace would have been { $ten } per cent off after ten years, { $twenty } after twenty and { $thirty } after thirty; minus is too few. A pace that slows down would have been { $slow_ten }, { $slow_twenty } and { $slow_thirty } off. In the latest years it has been the other way: since the pandemic the method has expected one to two per cent too many.
origin-official-municipality = Statistics Sweden's forecast by municipality is not in the program. The difference from it also depends on the municipality's own deaths and moves.
origin-official-inside = Statistics Sweden's number lies inside our interval for nine futures in ten ({ $interval }).
origin-official-outside = Statistics Sweden's number lies outside our interval for nine futures in ten ({ $interval }).
explained-title = How it is computed
explained-lead = Step by step in { $region }, with the figures that the page shows. All are medians: half of the futures lie above, half below.
explained-back = Back to the forecast
explained-people-title = How many grow old?
explained-people = In { $base }, { $old_now } people aged 80 or more live in { $region }. Year by year we compute how many grow a year older, how many die and how many move. In { $year } they are then { $old } ({ $old_interval }).
explained-need-title = How many need help?
explained-need = Today { $housing_now } people need special housing. Of those aged 80 or more it is { $share }. If as large a share as today needed it at every age, they would be { $same_shares } in { $year }. With the way of looking at need that is chosen here they are { $housing }. People with home care go in the same way from { $home_now } to { $home }.
explained-places-title = How many places are lacking?
explained-places = There are { $places_now } places today. The need in { $year } beyond them is { $places } ({ $places_interval }). A minus sign means that the places are enough.
explained-staff-title = How many staff are lacking?
explained-staff = Today { $fte_now } full-time equivalents work there. With the same staffing for each place and hour of home care, { $fte } are needed in { $year }. If as many retire as their ages tell, and you recruit at today’s pace, there will be about { $supply }. The difference is { $fte_gap } full-time equivalents ({ $fte_interval }). A minus sign means that they are enough.
explained-cost-title = What does it cost?
explained-cost = The same cost for each place and hour of home care as today, in prices of { $price }, gives SEK { $cost } million a year in { $year } ({ $cost_interval }), against SEK { $cost_now } million today.
explained-futures-title = Why an interval?
explained-futures = Nobody knows how long we live, who moves or how need changes. So everything is computed in { $draws } futures, with different death rates, moves and need. The figure is the middle one, and nine futures in ten lie within the interval.
explained-roadmap-title = What does a roadmap do?
explained-roadmap = A measure moves one or more of the levers that can be tried on the forecast’s page, such as sick leave. The roadmap is computed in the same futures, with and without the measures. The difference is what it is worth.
explained-formulas-title = The formulas
explained-formulas = The whole method has every formula, source and assumption, and how forecasts of earlier years have agreed with what then happened.
phase-title = When does it begin?
phase-start = First year with any effect
phase-ramp = Years until full effect
convert-title = Convert to a lever
convert-lead = Write what you know, in numbers. It is converted to the lever’s unit, and you see what it does to the gaps before anything is saved.
convert-link = Convert from numbers
convert-lever = Lever
convert-choose = Change lever
convert-found = { $lever }: { $value } { $unit }.
convert-held = { $lever }: { $value } { $unit }. The lever goes no further.
convert-try = Try it in the forecast
convert-measure = Make a measure of it
convert-employees = All employees in elderly care
convert-employees-hint = Estimated from the full-time equivalents. Write your own figure if you have it.
convert-home-care-users = All with home care
convert-home-care-hours = All hours of home care a week
convert-home-care-hours-hint = Estimated. Write your own figure if you have it.
convert-people-80-plus = All inhabitants aged 80 or more
convert-field = Number
convert-contract-hours-antal = How many change their working hours?
convert-contract-hours-fran = Share of full time today, per cent
convert-contract-hours-till = Share of full time afterwards, per cent
convert-sick-leave-antal = How many are concerned?
convert-sick-leave-fran = Their sick leave today, per cent
convert-sick-leave-till = Their sick leave afterwards, per cent
convert-turnover-antal = How many more leave a year? Minus for fewer.
convert-exit-age-antal = How many stay longer?
convert-exit-age-till = How many years longer?
convert-training-supply-fran = Newly trained who begin with you a year today
convert-training-supply-till = Newly trained who begin a year afterwards
convert-staffing-per-place-fran = Full-time equivalents for each place today
convert-staffing-per-place-till = Full-time equivalents for each place afterwards
convert-home-care-hours-per-user-fran = Hours for each user and month today
convert-home-care-hours-per-user-till = Hours for each user and month afterwards
convert-medication-dispensing-antal = How many get a medicine dispenser?
convert-night-supervision-antal = How many hours a week are freed?
convert-relatives-support-antal = How many hours a week are not needed?
convert-continuity-antal = How many more hours a week does it take?
convert-special-housing-coverage-antal = How many more aged 80 or more shall live in special housing? Minus for fewer.
field-any-number-missing = Write a number.
field-number-not-positive = Write a number above zero.
sheet-title = { $region } on one sheet, { $year }
sheet-link = Print
sheet-how = Print the page with your browser: it fits on one A4.
tries-title = Two tries: { $region }
tries-lead = What the two tries give, each by itself, in the year that each is of.
tries-caption = Median and nine futures in ten
tries-first = The first try
tries-second = The second try
tries-change = change
tries-difference = Difference
tries-chosen = Assumptions
tries-population-80-plus = Inhabitants aged 80 or more
tries-places-gap = Places lacking
tries-home-care-persons = People with home care
tries-fte-gap = Full-time equivalents lacking
tries-cost-sek = Cost a year
tries-swap = Swap the tries
tries-link = Show the tries side by side
tries-set-aside = Set the try aside and compare it with another
held-phase = What is tried can begin in { $from }–{ $to } and take at most { $most } years.
phase-later = What you try begins in { $start }, after { $year }. Choose a later year to see what it does.
field-more-than-all = That is more than all. Put one of the numbers right.
explained-country = the whole country
origin-sexes = How they are divided between women and men is estimated.
