//! The table: which role has which rights.

use crate::name::named;

named! {
    /// What a function makes of whoever holds it.
    Role {
        /// Head of a unit, or one of its staff.
        UnitManager = "unit_manager",
        /// Leads the development in a municipality.
        DevelopmentLeader = "development_leader",
        /// Investigates and analyses.
        Investigator = "investigator",
        /// Head of social services or of the administration.
        HeadOfSocialServices = "head_of_social_services",
        /// Secretary of a committee, or registrar.
        CommitteeSecretary = "committee_secretary",
        /// Follows up quality.
        QualityController = "quality_controller",
        /// Economist.
        Economist = "economist",
        /// Elected to a committee, the executive board or the council.
        ElectedMember = "elected_member",
        /// Auditor.
        Auditor = "auditor",
        /// Leads a regional network of municipalities.
        RegionalCoordinator = "regional_coordinator",
        /// Coordinates for the whole country.
        NationalCoordinator = "national_coordinator",
        /// Supports others from a model municipality or a competence centre.
        ModelMunicipality = "model_municipality",
        /// Sits in a reference group.
        ReferenceGroupMember = "reference_group_member",
        /// Works at a state agency.
        StateAgency = "state_agency",
        /// Provides care under contract.
        PrivateProvider = "private_provider",
        /// Looks after an organisation's functions and persons.
        OrganisationAdmin = "organisation_admin",
        /// Runs the program.
        SystemAdmin = "system_admin",
    }
}

named! {
    /// Something that can be allowed.
    Right {
        /// Read what is being prepared.
        ReadDraft = "read_draft",
        /// Read what lies before those who decide.
        ReadDispatched = "read_dispatched",
        /// Read what another organisation shares.
        ReadShared = "read_shared",
        /// Make and change roadmaps with all that is in them, and take them through preparation.
        Plan = "plan",
        /// Say how far a measure has come.
        Status = "status",
        /// Change what measures cost and who pays.
        Money = "money",
        /// Change what is followed up.
        Indicator = "indicator",
        /// Decide a measure.
        Approve = "approve",
        /// Sum up a consultation and propose a decision.
        Propose = "propose",
        /// Register decisions, and publish.
        Register = "register",
        /// Share drafts with other organisations.
        Share = "share",
        /// Ask others: write inquiries, send and remind.
        Ask = "ask",
        /// Answer what others ask the organisation.
        Answer = "answer",
        /// Approve what is answered for the organisation, before it goes.
        ApproveAnswer = "approve_answer",
        /// Note answers that come by other ways, sum up answers, and say what became of them.
        Compile = "compile",
        /// Lead groups: their seats, meetings and notes, and what becomes of what is said in them.
        Convene = "convene",
        /// Write examples of what the organisation does, and say what it takes up of others'.
        Contribute = "contribute",
        /// Publish examples for the organisation, and withdraw them.
        ApproveExample = "approve_example",
        /// Say whether others' examples hold.
        Review = "review",
        /// Put in figures of the organisation's own, and look through them.
        PutFigures = "put_figures",
        /// Decide figures of the organisation's own, and compute with them.
        SetFigures = "set_figures",
        /// Read the trail of who did what.
        ReadTrail = "read_trail",
        /// Look after organisations, functions and persons.
        ManageUsers = "manage_users",
        /// Run the program: jobs, mail, accounts everywhere.
        Operate = "operate",
    }
}

/// How far a right reaches from the organisation where the role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole house.
    House,
    /// The organisation and those below it in the house.
    Below,
    /// Everything.
    Everywhere,
}

impl Right {
    /// How far the right reaches.
    pub const fn reach(self) -> Reach {
        match self {
            Self::ReadDraft | Self::ReadDispatched | Self::ReadShared | Self::ReadTrail => Reach::House,
            Self::Operate => Reach::Everywhere,
            _ => Reach::Below,
        }
    }
}

use Right::{
    Answer, Approve, ApproveAnswer, ApproveExample, Ask, Compile, Contribute, Convene, Indicator,
    ManageUsers, Money, Operate, Plan, Propose, PutFigures, ReadDispatched, ReadDraft, ReadShared, ReadTrail,
    Register, Review, SetFigures, Share, Status,
};

/// Every role with its rights. What is published everyone may read, also who has no role.
pub const TABLE: [(Role, &[Right]); Role::ALL.len()] = [
    (Role::UnitManager, &[ReadDraft, ReadShared, Status, Answer, Contribute]),
    (
        Role::DevelopmentLeader,
        &[
            ReadDraft,
            ReadShared,
            Plan,
            Status,
            Money,
            Indicator,
            Share,
            Ask,
            Answer,
            Compile,
            Convene,
            Contribute,
            ApproveExample,
            PutFigures,
        ],
    ),
    (
        Role::Investigator,
        &[ReadDraft, ReadShared, Propose, Ask, Answer, Compile, Convene, Contribute, PutFigures],
    ),
    (
        Role::HeadOfSocialServices,
        &[
            ReadDraft,
            ReadShared,
            Approve,
            Share,
            Answer,
            ApproveAnswer,
            Contribute,
            ApproveExample,
            PutFigures,
            SetFigures,
        ],
    ),
    (Role::CommitteeSecretary, &[ReadDraft, ReadShared, Register, Share, Answer, ApproveAnswer, Compile]),
    (Role::QualityController, &[ReadDraft, ReadShared, Indicator, Answer, Contribute, PutFigures]),
    (Role::Economist, &[ReadDraft, ReadShared, Money, Answer, PutFigures]),
    (Role::ElectedMember, &[ReadDispatched]),
    (Role::Auditor, &[ReadDraft, ReadTrail]),
    (
        Role::RegionalCoordinator,
        &[ReadShared, Ask, Answer, ApproveAnswer, Compile, Convene, Contribute, ApproveExample, Review],
    ),
    (
        Role::NationalCoordinator,
        &[ReadShared, Ask, Answer, ApproveAnswer, Compile, Convene, Contribute, ApproveExample, Review],
    ),
    (Role::ModelMunicipality, &[ReadShared, Answer, Contribute, ApproveExample, Review]),
    (Role::ReferenceGroupMember, &[Answer]),
    (Role::StateAgency, &[Ask, Answer, Compile, Convene, Contribute, ApproveExample, Review]),
    (Role::PrivateProvider, &[ReadShared, Answer, Contribute, ApproveExample]),
    (Role::OrganisationAdmin, &[ManageUsers]),
    (Role::SystemAdmin, &[ManageUsers, Operate]),
];

impl Role {
    /// What the role may do.
    pub fn rights(self) -> &'static [Right] {
        TABLE.iter().find(|(role, _)| *role == self).map_or(&[], |(_, rights)| rights)
    }

    /// Whether the role has a right.
    pub fn has(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}
