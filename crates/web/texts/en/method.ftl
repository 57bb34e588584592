### The method: formulas, assumptions, sources, limits, and trials against what happened.

method-page-title = Method
method-lead = How the forecast is computed, from population to what a roadmap is worth. The numbers here are the program's own, and the tables come from its own run with { $draws } possible futures. s is sex, a age, k municipality, i years after the base year, and o occupation.
method-h-mortality = Mortality in the country
method-mortality = The model is of the Lee–Carter family (JASA 1992), with the last observed level as its start (Lee and Miller 2001). Instead of a single index, each age has its own rate of improvement r, because the improvement has moved up the ages. A share c of it follows the birth cohort instead of the age.
method-mortality-fit = The rate is the slope of logarithms of death rates over the last { $window } years of 1969–2019, smoothed over ages and drawn { $coherence } of the way to the mean of the sexes; where mortality has risen it is taken to stand still. The share c is { $share }. The level is checked against survivors aged 75 and over in { $from }–2025, so that the pandemic year counts by what it left behind and is never read as a trend. Source: Statistics Sweden, deaths and population. All of it was chosen on forecasts from 1980–2010 that end by 2015: there the root mean square error for 80 and over after ten years was 0.9 per cent, against 2.0 for one index fitted to the whole history.
method-mortality-spread = The uncertainty is normal on the logarithmic scale: a single year's swing ε with standard deviation { $year }, the error of the level λ { $level }, and the error of the improvement δ { $improvement } a year, which itself wanders { $wander } a year. The sexes' swings correlate { $swings }, the lasting errors { $lasting }. The first three reproduce how actual deaths have differed from expected ones; the wandering is an assumption about decades that no trial reaches.
method-h-places = Mortality in the municipality
method-places = The start is the county's deaths at 75 and over in { $from }–{ $to } against what the country's rates would have given, moved by { $growth } for each unit that the municipality has grown more than its county since 1950 (L is the logarithm of growth). Then { $own } is added of what the municipality's own cohorts 2008–2019 say beyond chance (empirical Bayes; Paule and Mandel 1982). All are moved alike so that the country's deaths come out. The error is { $error } times the width below. Source: Statistics Sweden, population and deaths by county, population by municipality.
method-h-migration = Migration and births
method-migration = Migration at 55–74, over five years and relative to the country, starts from places that grow although they are old being where people move to when they retire: { $age } times the logarithm of the share aged 65 and over plus { $growth } times the growth over { $years } years. The county's mean is drawn { $county } of the way to the county's own cohorts, and the municipality's own cohorts are added as far as they stand out from chance. Below 55, the county's cohorts and the municipality's age structure are followed. So μ becomes the municipality's rate r, a fifth of it a year. It fades to { $fading } of the year before. Domestic moves cancel: of each sex and age, in every future and year, those who stay are scaled (within 0.5–1.25, which has never been needed) so that the country holds as many as are alive.
method-migration-spread = Lasting errors a year: { $near } at 55–64, { $middle } at 65–74 and { $old } from 75, times the width, which depends on the number of residents N. Single years' swings and chance in how many move are added.
method-migration-abroad = Net immigration is the UN's median (WPP 2024) from the observed level of 2023–2025, shared by the municipality's part of each sex and age; its level has the standard deviation { $error } of what is expected. Children per woman follow the UN's median with standard deviation { $births } on the logarithmic scale, times the municipality's own level.
method-h-chance = Chance and the base year
method-chance = From 60, the number of deaths in each municipality varies as the binomial distribution: five ages share a normal number, and each moves by its own standard deviation over the root of how many they are (the oldest are six). That is why small municipalities have wide intervals.
method-base = The base year's population by municipality is an estimate: the structure of 2019 carried forward cohort by cohort and adjusted to municipal totals 2020, constituencies' age groups 2024, and the country's sexes and ages every year. The country's numbers are exact; the municipality's ages from 55 are drawn with a matching uncertainty.
method-h-need = Need
method-need-gradient = The country's shares by age and sex are the register's of { $year }, exact for 65–79 and for 80 and over, with age patterns from research. The municipality's level is its observed share at the same age structure 2011–2017, shrunk towards the country by how certain it is, and { $remains } of the difference is taken to last; the uncertainty comes along. Source: National Board of Health and Welfare, SALAR, Kolada.
method-need-scenarios = Five scenarios: unchanged shares; healthier old (care begins later by a chosen part of the years of life gained at 65); trend (ten years' change, slowing to { $damping } of the year before); decided coverage in special housing (reached in five years); ceiling (only decided places, the rest wait and are helped at home).
method-need-places = Places in special housing are today's, plus those opened, less those closed. Need beyond them is places lacking; under a ceiling it is the queue.
method-need-check = As an independent check, special housing is also computed as deaths times time in care (Little's law). Today's residents and deaths at 70 and over, of whom 75 per cent of those with dementia (a third, an assumption) and 25 per cent of others lived in special housing, give { $years } years on average; the median of those who had moved in was { $days } days (Kungsholmen 2012). If need follows the nearness of death more than age, it grows more slowly than shares say: the second column is a lower alternative to read beside the first. A mean and a median are not the same: some live there for very long.
method-need-caption = People in special housing in the country, computed in two ways
method-c-year = Year
method-c-by-shares = Shares of each age
method-c-by-deaths = Deaths × time
method-c-deaths = Deaths 70+ the year after
method-h-staff = Staff
method-staff-text = Full-time equivalents follow places and hours at today's staffing. Contract rates: { $rates } (assistant nurses, care assistants, nurses). Sick leave { $sick }; when it changes, presence does. Retirement follows the ages in the occupational register of 2024. What is lacking is the need beyond what today's staff and today's recruitment give, when recruitment follows the number aged 20–66.
method-staff-caption = The country with everything unchanged, employees: SALAR (SKR) and this forecast on SKR's number of employees
method-c-period = Years
method-c-skr-growth = SKR, demography
method-c-our-growth = Here, demography
method-c-skr-hires = SKR, hires
method-c-our-hires = Here, hires
method-staff-why = Our growth is larger. A part is more very old people: { $older } more aged 80 and over in 2021–2031 against SKR's 264,000, and 85 and over grow by { $oldest } in 2023–2033 against SKR's 60 per cent, because mortality has fallen further than in the forecasts that SKR built on. The rest lies in the method: we hold the shares within each age and sex and count assistant nurses, care assistants and nurses, while SKR counts all employees. Retirement, { $retiring } in ten years, is somewhat below SKR's 26–27 per cent: we count the occupational register's ages in 2024, when many older ones had already left.
method-h-cost = Cost
method-cost-text = Prices are those of { $year }, without a trend unless one is chosen. Of a place's cost, { $share } is staff (an assumption), which follows absence and staffing. Training, empty places and building count only in a measure's own cost.
method-h-measures = Measures and the roadmap
method-measures-text = A measure acts on levers with a size and a 90 per cent interval, each side by itself, times reach and ramp. All measures are computed together in the same futures as without them. The part of each is its Shapley value, exact up to six measures and beyond that over random orders with their reverses: in every future the parts are the whole. Interaction is what they do together beyond each alone. The choice within a budget computes every subset together up to twelve measures; beyond that an integer programme proposes subsets that are computed and improved.
method-h-numbers = Random numbers and intervals
method-numbers = { $draws } futures, seed { $seed }. Each part of the model has its own counter-based random stream (SplitMix64, normal numbers by AS 241), so that a change does not disturb the others. The same input and seed give the same bits on the same kind of computer, whatever the number of threads, parts of a run and width of its vectors. Intervals are the 5th to the 95th percentile (type 7), and a municipality's answer is exactly its row of the national run.
method-h-backtest = Trial against what happened
method-backtest = The same method standing in { $from }, knowing only what was known then, against what happened in { $to }. The command fardplan backtest makes the trial for any years 2008–2019. The method's numbers were chosen on windows that end by 2015. Two additions, the county's migration and the municipalities' growth, were chosen in the same way but only after results for later years had been seen. The trial is kinder than reality in three ways: in 2008 the municipalities' age groups were counted and not estimated, the counties' deaths were recent, and migration from abroad is taken to go on as in the years before, without error.
method-backtest-caption = { $age } and over. The country: error { $error } per cent, unchanged number { $unchanged }, survival as over the years before { $constant }
method-c-size = Residents
method-c-count = Municipalities
method-c-error = Mean error, %
method-c-bias = Bias, %
method-c-within-50 = Within 50%
method-c-within-90 = Within 90%
method-c-unchanged = Unchanged, %
method-c-constant = Constant, %
method-size-all = All
method-size-smallest = Under 5,000
method-size-small = 5,000–9,999
method-size-lower = 10,000–19,999
method-size-middle = 20,000–49,999
method-size-large = 50,000 or more
method-backtest-others = For comparison: Statistics Sweden's forecast of 2012 missed the country's 80 and over of 2018 by 0.3 per cent, over six years instead of ten. With fewer than a hundred municipalities in each class, coverage is uncertain: in the 50% column by five to seven points and thirteen in the smallest class, in the 90% column by three to eight. In municipalities below 20,000 residents 2–5 per cent too many aged 80 and over are expected on average.
method-h-limits = Limits
method-limit-migration = Domestic migration below 55 rests on a single year's age structure by municipality and on the counties' cohorts: read figures below 65 with more care than their intervals ask for.
method-limit-base = Ages by municipality were counted until 2019; after that they are an estimate.
method-limit-staff = Staffing and contract rates are the country's. The municipality's own are not in open sources.
method-limit-cost = Unit costs by municipality are up to ten years old and have been shrunk towards the country.
method-limit-long = Beyond twenty years no trial has been made. The intervals there are the model's, not experience's.
method-limit-national = Over ten years the country's error for 80 and over has historically been around 0.9 per cent: that the trial here lies nearer is partly luck.
method-f-mortality =
    ln m(s, a, i) = ln m(s, a, i−1) + (1−c)·r(s, a) + c·r(s, a−i) + Δx(s, i)
    x(s, i) = ε(s, i) + λ(s) + ∑ δ(s, j),  j = 1 … i
    h(s, a) = ½ · (m(s, a) + m(s, a+1)),  S(s, a) = exp(−h(s, a))
method-f-places = ln d(k) = ln SMR(county) + b·(L(k) − the county's mean of L) + w·(the municipality's own cohorts − the start)
method-f-migration =
    μ(k) = A·ln(share 65+ against the country's) + G·ln(growth against the country's)
    staying(k) = alive(k) · (1 + r(k, s, a)·f^(i−1) + error) · (alive in the country / staying in the country)
    width(N) = 1 + (4500/N)² + 0.2·ln(max(N, 30000)/30000)
method-f-need = users(k, service) = level(k, service) · ∑ residents(k, s, a) · share(service, s, a)
method-f-staff =
    fte(o) = presence · (residents of special housing · fte per place(o) + hours · fte per hour(o))
    employees(o) = fte(o) / contract rate(o)
    hires(o) = max(0, employees(o) − employees the year before(o)·(1 − share who leave(o)))
method-f-cost = cost = residents of special housing · cost per place + hours · cost per hour + short-term places · cost + other per 80+
method-f-measures =
    effect = size + spread·z,  spread = (high − size)/1.645 upwards, (size − low)/1.645 downwards
    part(n) = ∑ over subsets M without n:  |M|!·(count−|M|−1)!/count! · (gap(M) − gap(M with n))
    interaction = change together − ∑ change alone
