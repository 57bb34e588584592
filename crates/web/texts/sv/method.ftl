### Metoden: formler, antaganden, källor, gränser och prov mot utfallet.

method-page-title = Metod
method-lead = Så räknas prognosen, från befolkning till vad en färdplan är värd. Talen här är programmets egna och tabellerna kommer ur dess egen körning med { $draws } möjliga framtider. s är kön, a ålder, k kommun, i år efter basåret och o yrke.
method-h-mortality = Dödlighet i landet
method-mortality = Modellen hör till Lee och Carters familj (JASA 1992), med den senast observerade nivån som start (Lee och Miller 2001). I stället för ett enda index har varje ålder sin egen förbättringstakt r, eftersom förbättringen har flyttat uppåt i åldrarna. En del c av den följer födelsekohorten i stället för åldern.
method-mortality-fit = Takten är lutningen av logaritmerade dödstal under de { $window } sista åren av 1969–2019, utjämnad över åldrar och dragen { $coherence } av vägen mot könens medelvärde; där dödligheten har ökat antas den stå still. Andelen c är { $share }. Nivån stäms av mot dem som levde kvar vid 75 år och äldre { $from }–2025, så att pandemiåret räknas genom vad det lämnade efter sig och aldrig läses som en trend. Källa: SCB, döda och folkmängd. Allt är valt på prognoser från 1980–2010 som slutar senast 2015: där var felet för 80 år och äldre efter tio år i genomsnitt (rms) 0,9 procent, mot 2,0 för ett index anpassat till hela historien.
method-mortality-spread = Osäkerheten är normalfördelad på logaritmerad skala: ett enskilt års sväng ε med standardavvikelse { $year }, nivåns fel λ { $level } och förbättringens fel δ { $improvement } om året, som självt vandrar { $wander } om året. Könens svängar har korrelationen { $swings }, de bestående felen { $lasting }. De tre första återger hur verkliga dödsfall skilt sig från väntade; vandringen är ett antagande om årtionden som inget prov når.
method-h-places = Dödlighet i kommunen
method-places = Utgångspunkten är länets döda vid 75 år och äldre { $from }–{ $to } mot vad landets dödstal skulle ha gett, flyttad { $growth } för varje enhet som kommunen vuxit mer än länet sedan 1950 (L är logaritmen av tillväxten). Sedan läggs { $own } av det till som kommunens egna kohorter 2008–2019 säger utöver slumpen (empirisk Bayes; Paule och Mandel 1982). Allt flyttas lika mycket så att landets döda stämmer. Felet är { $error } gånger bredden nedan. Källa: SCB, folkmängd och döda per län, folkmängd per kommun.
method-h-migration = Flyttningar och födda
method-migration = Flyttning vid 55–74 år, över fem år och relativt landet, utgår från att kommuner som växer fast de är gamla är dit man flyttar när man slutar arbeta: { $age } gånger logaritmen av andelen 65 år och äldre plus { $growth } gånger tillväxten på { $years } år. Länets medelvärde dras { $county } av vägen mot länets egna kohorter, och kommunens egna kohorter läggs till så långt de skiljer sig från slumpen. Under 55 år följs länets kohorter och kommunens åldersstruktur. Så blir μ kommunens takt r, en femtedel om året. Den bleknar till { $fading } av föregående års. Inrikes flyttningar tar ut varandra: av varje kön och ålder, i varje framtid och varje år, skalas de som stannar (inom 0,5–1,25, vilket aldrig behövts) så att landet har lika många som levde.
method-migration-spread = Bestående fel om året: { $near } vid 55–64 år, { $middle } vid 65–74 och { $old } från 75, gånger bredden, som beror på antalet invånare, N. Därtill kommer enskilda års svängar och slump i antalet som flyttar.
method-migration-abroad = Nettoinvandringen är FN:s medelvariant (WPP 2024) från observerad nivå 2023–2025, fördelad efter kommunens andel av varje kön och ålder; dess nivå har standardavvikelsen { $error } av den väntade. Barn per kvinna följer FN:s medelvariant med standardavvikelse { $births } på logaritmerad skala, gånger kommunens egen nivå.
method-h-chance = Slump och basår
method-chance = Från 60 år varierar antalet döda i varje kommun som binomialfördelningen: fem åldrar delar ett normalfördelat slumptal och rör sig var och en med sin standardavvikelse delad med roten ur hur många de är (de äldsta är sex). Därför har små kommuner breda intervall.
method-base = Basårets befolkning per kommun är en beräkning: 2019 års struktur framskriven kohort för kohort och avstämd mot kommunernas totaler 2020, valkretsarnas åldersgrupper 2024 och landets kön och åldrar varje år. Landets tal är exakta; kommunens åldrar från 55 år dras med motsvarande osäkerhet.
method-h-need = Behov
method-need-gradient = Landets andelar efter ålder och kön kommer ur registret { $year }, exakt för 65–79 år och 80 år och äldre, med åldersmönster ur forskning. Kommunens nivå är dess observerade andel vid samma ålderssammansättning 2011–2017, krympt mot landet efter hur säker den är, och { $remains } av skillnaden antas bestå; osäkerheten följer med. Källa: Socialstyrelsen, SKR, Kolada.
method-need-scenarios = Fem scenarier: oförändrade andelar; friskare äldre (insatser senare med en vald del av vunna levnadsår vid 65); trend (tio års förändring som bromsar till { $damping } av föregående års); beslutad täckning i särskilt boende (nådd på fem år); tak (bara beslutade platser, resten står i kö och får hjälp hemma).
method-need-places = Platser i särskilt boende är dagens, plus öppnade, minus stängda. Behov utöver dem är platser som saknas; under ett tak är det kön.
method-need-check = Som oberoende kontroll räknas särskilt boende också som döda gånger tid i boendet (Littles lag). Dagens boende och döda vid 70 år och äldre, varav 75 procent av dem med demens (en tredjedel, antagande) och 25 procent av andra bodde i särskilt boende, ger { $years } år i medeltal; medianen för dem som flyttat in var { $days } dagar (Kungsholmen 2012). Om behovet följer närheten till döden mer än åldern växer det långsammare än andelarna säger: den andra kolumnen är ett lägre alternativ att läsa bredvid. Medelvärde och median går inte att jämföra rakt av: några bor mycket länge.
method-need-caption = Personer i särskilt boende i landet, räknat på två sätt
method-c-year = År
method-c-by-shares = Andelar per ålder
method-c-by-deaths = Döda × tid
method-c-deaths = Döda 70+ året efter
method-h-staff = Personal
method-staff-text = Årsarbetare följer platser och timmar vid dagens bemanning. Sysselsättningsgrad: { $rates } (undersköterskor, vårdbiträden, sjuksköterskor). Sjukfrånvaro { $sick }; när den ändras, ändras närvaron. Pensionsavgångar följer åldersstrukturen i yrkesregistret 2024. Det som saknas är behovet utöver vad dagens personal och dagens rekrytering ger, när rekryteringen följer antalet 20–66 år.
method-staff-caption = Landet med allt oförändrat, anställda: SKR och denna prognos på SKR:s antal anställda
method-c-period = År
method-c-skr-growth = SKR, demografi
method-c-our-growth = Här, demografi
method-c-skr-hires = SKR, rekrytering
method-c-our-hires = Här, rekrytering
method-staff-why = Vår tillväxt är större. En del är fler mycket gamla: { $older } fler som är 80 år och äldre 2021–2031 mot SKR:s 264 000, och 85 år och äldre växer { $oldest } 2023–2033 mot SKR:s 60 procent, eftersom dödligheten har fallit mer än i de prognoser som SKR byggde på. Resten ligger i metoden: vi håller andelarna inom varje ålder och kön och räknar undersköterskor, vårdbiträden och sjuksköterskor, medan SKR räknar alla anställda. Pensionsavgångarna, { $retiring } på tio år, är något lägre än SKR:s 26–27 procent: vi räknar yrkesregistrets åldrar 2024, då många äldre redan gått.
method-h-cost = Kostnad
method-cost-text = Priserna är { $year } års och utan trend, om inget annat valts. Av kostnaden för en plats är { $share } personal (antagande); den delen följer frånvaro och bemanning. Utbildning, tomma platser och byggande ingår bara i en åtgärds egen kostnad.
method-h-measures = Åtgärder och färdplan
method-measures-text = En åtgärd verkar på hävstänger med en storlek och ett 90-procentsintervall, varje sida för sig, gånger räckvidd och infasning. Alla åtgärder räknas tillsammans i samma framtider som utan dem. Var och ens del är dess Shapleyvärde, exakt till och med sex åtgärder och därefter över slumpade ordningar med sina omvändningar: delarna blir i varje framtid helheten. Samverkan är vad de gör tillsammans utöver var för sig. Urvalet inom en budget räknar varje delmängd tillsammans upp till tolv åtgärder; därefter föreslår ett heltalsprogram delmängder som räknas och förbättras.
method-h-numbers = Slumptal och intervall
method-numbers = { $draws } framtider, frö { $seed }. Varje del av modellen har sin egen räknarbaserade slumpström (SplitMix64, normalfördelning enligt AS 241), så att en ändring inte rubbar de andra. Samma indata och frö ger samma bitar på samma slags dator, oavsett antal trådar, delkörningar och vektorernas bredd. Intervall är 5:e till 95:e percentilen (typ 7), och en kommuns svar är exakt dess rad i rikskörningen.
method-h-backtest = Prov mot utfallet
method-backtest = Samma metod ställd i { $from }, med bara det som var känt då, mot utfallet { $to }. Kommandot fardplan backtest gör provet för vilka år som helst 2008–2019. Metodens tal är valda på fönster som slutar senast 2015. Två tillägg, länets flyttning och kommunernas tillväxt, valdes på samma sätt, men först efter att utfall för senare år hade setts. Provet är snällare än verkligheten i tre avseenden: 2008 var kommunernas åldersgrupper räknade och inte beräknade, länens döda var nya, och flyttningen från andra länder antas i provet följa åren före utan osäkerhet.
method-backtest-caption = { $age } år och äldre. Landet: fel { $error } procent, oförändrat antal { $unchanged }, överlevnad som under lika många år dessförinnan { $constant }
method-c-size = Invånare
method-c-count = Kommuner
method-c-error = Medelfel, %
method-c-bias = Skevhet, %
method-c-within-50 = Inom 50 %
method-c-within-90 = Inom 90 %
method-c-unchanged = Oförändrat, %
method-c-constant = Konstant, %
method-size-all = Alla
method-size-smallest = Under 5 000
method-size-small = 5 000–9 999
method-size-lower = 10 000–19 999
method-size-middle = 20 000–49 999
method-size-large = 50 000 eller fler
method-backtest-others = Till jämförelse: SCB:s prognos från 2012 missade landets 80 år och äldre 2018 med 0,3 procent, på sex år i stället för tio. Med färre än hundra kommuner i varje klass är täckningen osäker: i kolumnen 50 % på fem till sju enheter och tretton i den minsta klassen, i kolumnen 90 % på tre till åtta. I kommuner under 20 000 invånare väntas i medeltal 2–5 procent för många som är 80 år och äldre.
method-h-limits = Gränser
method-limit-migration = Inrikes flyttning under 55 år vilar på ett enda års åldersstruktur per kommun och på länens kohorter: läs tal under 65 år försiktigare än intervallen antyder.
method-limit-base = Åldrar per kommun finns räknade till 2019; därefter är de en beräkning.
method-limit-staff = Bemanning och sysselsättningsgrad är landets. Kommunens egna tal finns inte i öppna källor.
method-limit-cost = Enhetskostnader per kommun är upp till tio år gamla och har krympts mot landet.
method-limit-long = Bortom tjugo år har inget prov gjorts. Intervallen där är modellens, inte erfarenhetens.
method-limit-national = På tio år har landets fel för 80 år och äldre historiskt varit omkring 0,9 procent: att provet här ligger närmare är delvis tur.
method-f-mortality =
    ln m(s, a, i) = ln m(s, a, i−1) + (1−c)·r(s, a) + c·r(s, a−i) + Δx(s, i)
    x(s, i) = ε(s, i) + λ(s) + ∑ δ(s, j),  j = 1 … i
    h(s, a) = ½ · (m(s, a) + m(s, a+1)),  S(s, a) = exp(−h(s, a))
method-f-places = ln d(k) = ln SMR(länet) + b·(L(k) − länets medelvärde av L) + w·(kommunens egna kohorter − utgångspunkten)
method-f-migration =
    μ(k) = A·ln(andelen 65+ mot landets) + G·ln(tillväxten mot landets)
    stannar(k) = lever(k) · (1 + r(k, s, a)·f^(i−1) + fel) · (lever i landet / stannar i landet)
    bredd(N) = 1 + (4500/N)² + 0,2·ln(max(N, 30000)/30000)
method-f-need = användare(k, insats) = nivå(k, insats) · ∑ invånare(k, s, a) · andel(insats, s, a)
method-f-staff =
    årsarbetare(o) = närvaro · (boende · årsarbetare per plats(o) + timmar · årsarbetare per timme(o))
    anställda(o) = årsarbetare(o) / sysselsättningsgrad(o)
    rekrytering(o) = max(0, anställda(o) − anställda året före(o)·(1 − andel som slutar(o)))
method-f-cost = kostnad = boende · kostnad per plats + timmar · kostnad per timme + korttidsplatser · kostnad + övrigt per 80+
method-f-measures =
    effekt = storlek + spridning·z,  spridning = (högst − storlek)/1,645 uppåt, (storlek − lägst)/1,645 nedåt
    del(n) = ∑ över delmängder M utan n:  |M|!·(antal−|M|−1)!/antal! · (gap(M) − gap(M med n))
    samverkan = ändring tillsammans − ∑ ändring var för sig
