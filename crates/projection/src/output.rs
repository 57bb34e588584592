//! What a projection gives: the closed list of outputs.

/// One figure a place and year, given with its quantiles over futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Output {
    /// Inhabitants on 31 December.
    PopulationTotal,
    /// Inhabitants aged 65 or more.
    Population65Plus,
    /// Inhabitants aged 80 or more.
    Population80Plus,
    /// Inhabitants aged 85 or more.
    Population85Plus,
    /// Inhabitants aged 20–66.
    Population20To66,
    /// People aged 65 or more with home care in ordinary housing.
    HomeCarePersons,
    /// People aged 65 or more who need a place in special housing.
    SpecialHousingPersons,
    /// Of them, those aged 80 or more.
    SpecialHousingPersons80Plus,
    /// People aged 65 or more in short-term places.
    ShortTermPersons,
    /// People aged 65 or more with day activity.
    DayActivityPersons,
    /// Places in special housing that exist.
    Places,
    /// Places that are needed beyond those that exist; negative when there are more than needed.
    PlacesGap,
    /// People who wait for a place because of a ceiling on places.
    Queue,
    /// Hours of home care during the year.
    HomeCareHours,
    /// Contracted full-time equivalents needed.
    Fte,
    /// Of them assistant nurses.
    FteAssistantNurses,
    /// Of them care assistants.
    FteCareAssistants,
    /// Of them nurses.
    FteNurses,
    /// Full-time equivalents needed beyond those that today's staffing and recruitment give.
    FteGap,
    /// People to recruit during the year: growth of need and those who leave.
    Hires,
    /// Of them assistant nurses.
    HiresAssistantNurses,
    /// Of them care assistants.
    HiresCareAssistants,
    /// Of them nurses.
    HiresNurses,
    /// People to recruit beyond what today's recruitment gives, during the year.
    HiresGap,
    /// Cost during the year in the price level of the unit costs, kronor.
    CostSek,
}

/// What an output counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons.
    Persons,
    /// Places.
    Places,
    /// Hours.
    Hours,
    /// Full-time equivalents.
    Fte,
    /// Kronor.
    Sek,
}

impl Unit {
    /// The unit's name in files and in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Places => "places",
            Self::Hours => "hours",
            Self::Fte => "fte",
            Self::Sek => "sek",
        }
    }
}

impl Output {
    /// All outputs in the order of the list.
    pub const ALL: [Self; 25] = [
        Self::PopulationTotal,
        Self::Population65Plus,
        Self::Population80Plus,
        Self::Population85Plus,
        Self::Population20To66,
        Self::HomeCarePersons,
        Self::SpecialHousingPersons,
        Self::SpecialHousingPersons80Plus,
        Self::ShortTermPersons,
        Self::DayActivityPersons,
        Self::Places,
        Self::PlacesGap,
        Self::Queue,
        Self::HomeCareHours,
        Self::Fte,
        Self::FteAssistantNurses,
        Self::FteCareAssistants,
        Self::FteNurses,
        Self::FteGap,
        Self::Hires,
        Self::HiresAssistantNurses,
        Self::HiresCareAssistants,
        Self::HiresNurses,
        Self::HiresGap,
        Self::CostSek,
    ];

    /// Position in [`Output::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The name in files and in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PopulationTotal => "population_total",
            Self::Population65Plus => "population_65_plus",
            Self::Population80Plus => "population_80_plus",
            Self::Population85Plus => "population_85_plus",
            Self::Population20To66 => "population_20_66",
            Self::HomeCarePersons => "home_care_persons",
            Self::SpecialHousingPersons => "special_housing_persons",
            Self::SpecialHousingPersons80Plus => "special_housing_persons_80_plus",
            Self::ShortTermPersons => "short_term_persons",
            Self::DayActivityPersons => "day_activity_persons",
            Self::Places => "places",
            Self::PlacesGap => "places_gap",
            Self::Queue => "queue",
            Self::HomeCareHours => "home_care_hours",
            Self::Fte => "fte",
            Self::FteAssistantNurses => "fte_assistant_nurses",
            Self::FteCareAssistants => "fte_care_assistants",
            Self::FteNurses => "fte_nurses",
            Self::FteGap => "fte_gap",
            Self::Hires => "hires",
            Self::HiresAssistantNurses => "hires_assistant_nurses",
            Self::HiresCareAssistants => "hires_care_assistants",
            Self::HiresNurses => "hires_nurses",
            Self::HiresGap => "hires_gap",
            Self::CostSek => "cost_sek",
        }
    }

    /// The output with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|output| output.name() == name)
    }

    /// What it counts.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Places | Self::PlacesGap => Unit::Places,
            Self::HomeCareHours => Unit::Hours,
            Self::Fte
            | Self::FteAssistantNurses
            | Self::FteCareAssistants
            | Self::FteNurses
            | Self::FteGap => Unit::Fte,
            Self::CostSek => Unit::Sek,
            _ => Unit::Persons,
        }
    }

    /// Whether the figure belongs to a whole year of flow, so that the base year has none.
    pub const fn is_flow(self) -> bool {
        matches!(
            self,
            Self::Hires
                | Self::HiresAssistantNurses
                | Self::HiresCareAssistants
                | Self::HiresNurses
                | Self::HiresGap
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_indicator_is_found_by_its_name_and_in_its_place() {
        for (place, output) in Output::ALL.into_iter().enumerate() {
            assert_eq!(output.index(), place);
            assert_eq!(Output::named(output.name()), Some(output));
        }
    }
}
