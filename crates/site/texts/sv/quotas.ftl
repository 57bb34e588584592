quota-house_megabytes = Hela organisationens filer: { $used } av { $most } MB
quota-house_archives_a_day = Arkiv som hela organisationen har tagit ut eller läst in det senaste dygnet: { $used } av { $most }
quota-house_rows_a_day = Ändringar i hela organisationen det senaste dygnet: { $used } av { $most }
quota-house_roadmaps_a_day = Färdplaner som hela organisationen har lagt upp det senaste dygnet: { $used } av { $most }
quota-person_megabytes_a_day = Filer som du har lagt till det senaste dygnet: { $used } av { $most } MB
quota-person_archives_a_day = Arkiv som du har tagit ut eller läst in det senaste dygnet: { $used } av { $most }
quota-person_rows_a_day = Ändringar som du har gjort det senaste dygnet: { $used } av { $most }
quota-person_roadmaps_a_day = Färdplaner som du har lagt upp det senaste dygnet: { $used } av { $most }
quota-near = { $usage }. När gränsen är nådd går det inte att lägga till mer; den som driver tjänsten kan höja den.
quota-reached = Gränsen är nådd. { $usage }. Den som driver tjänsten kan höja den.
fault-quota = Gränsen är nådd
field-quota = { $quota ->
    [house_megabytes] Hela organisationen får ha filer på { $max } MB, och den här får inte plats. Ta bort filer som inte behövs (de räknas i 30 dagar till), eller be den som driver tjänsten om mer plats.
    [house_archives_a_day] Hela organisationen har tagit ut eller läst in { $max } arkiv det senaste dygnet, och fler går inte än. Försök igen i morgon.
    [house_rows_a_day] Hela organisationen har gjort { $max } ändringar det senaste dygnet, och fler går inte än. Försök igen i morgon, eller be den som driver tjänsten att höja gränsen.
    [house_roadmaps_a_day] Hela organisationen har lagt upp { $max } färdplaner det senaste dygnet, och fler går inte än. Försök igen i morgon, eller be den som driver tjänsten att höja gränsen.
    [person_roadmaps_a_day] Du har lagt upp { $max } färdplaner det senaste dygnet, och fler går inte än. Försök igen i morgon, eller be den som driver tjänsten att höja gränsen.
    [person_megabytes_a_day] Du får lägga till filer på { $max } MB om dygnet, och den här får inte plats. Försök igen i morgon, eller be den som driver tjänsten att höja gränsen.
    [person_archives_a_day] Du har tagit ut eller läst in { $max } arkiv det senaste dygnet, och fler går inte än. Försök igen i morgon.
   *[person_rows_a_day] Du har gjort { $max } ändringar det senaste dygnet, och fler går inte än. Försök igen i morgon, eller be den som driver tjänsten att höja gränsen.
  }
field-roadmap-too-long = Färdplanens text är längre än { $max } MB, och så lång får en färdplan inte vara när den kopieras eller beslutas. Korta texterna, eller dela den i flera.
field-versions-full = Färdplanen har fått { $max } versioner det senaste dygnet, och fler går inte än. Försök igen i morgon.
field-organisations-full = Här finns redan { $max } egna organisationer, och fler får inte plats. Avveckla någon som inte behövs, eller be den som driver tjänsten.
account-usage = Så mycket har du använt
account-usage-lead = Det finns en gräns för hur mycket var och en får lägga till, så att tjänsten räcker till alla.
