//! `fardplan invite`: lets the first people in, who then invite the others.

use anyhow::{Context, bail};
use plan::access::{Actor, Role};
use plan::accounts::{InvitationInput, Invited, invite};
use plan::db::Db;
use plan::fault::Fault;
use plan::organisations::{FunctionInput, create_function, functions};
use web::Origin;

use crate::settings::{Place, open};

/// Whom to invite, to what.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// E-mail at work.
    email: String,
    /// The role: organisation_admin for whoever looks after an organisation's accounts, system_admin for whoever runs the
    /// program.
    #[arg(long, default_value = "organisation_admin")]
    role: String,
    /// The organisation: 00 for the country, two digits for a region, four for a municipality.
    #[arg(long)]
    organisation: String,
    /// What the function is called; without this, as the role.
    #[arg(long)]
    title: Option<String>,
    /// The site's address, to write the link with, if not as the settings file says.
    #[arg(long, env = "FARDPLAN_ORIGIN", value_name = "URL")]
    origin: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Prints a link to give to whoever is invited.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let Some(role) = Role::named(&options.role) else {
        let names: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
        bail!("Rollen {} finns inte. Välj en av: {}.", options.role, names.join(", "));
    };
    let Some(origin) = options.place.origin(options.origin.as_ref())? else {
        bail!(
            "Ange adressen som sajten nås på med --origin, eller i inställningarna, så att länken leder rätt."
        );
    };
    let Ok(origin) = origin.parse::<Origin>() else {
        bail!("{origin} går inte att använda som adress. Skriv den som https://fardplan.kommun.se.");
    };
    let location = options.place.location()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let invited = runtime.block_on(async {
        let db = open(&location).await?;
        let invited = made(&db, options, role).await;
        db.close().await;
        invited
    })?;
    match invited {
        Invited::Holds => say!("{} har redan ett konto, som nu har funktionen.", options.email),
        Invited::Link(secret) => {
            say!("Ge den här länken till {}. Den gäller i 14 dagar, en gång:", options.email);
            say!("{origin}/inbjudan/{secret}");
        }
    }
    Ok(())
}

async fn made(db: &Db, options: &Options, role: Role) -> anyhow::Result<Invited> {
    let mut tx = db.write(&Actor::Program).await?;
    let title = options.title.clone().unwrap_or_else(|| web::role(role));
    let function = FunctionInput { role, title };
    let there = functions(&mut tx, &options.organisation).await.map_err(explained)?;
    let function = match there.into_iter().find(|one| one.role == role && one.title == function.title) {
        Some(one) => one.id,
        None => create_function(&mut tx, &options.organisation, &function).await.map_err(explained)?,
    };
    let input = InvitationInput {
        email: options.email.clone(),
        from_date: tx.today(),
        to_date: None,
        is_substitute: false,
    };
    let invited = invite(&mut tx, function, &input).await.map_err(explained)?;
    tx.commit().await.context("Inbjudan gick inte att spara.")?;
    Ok(invited)
}

fn explained(fault: Fault) -> anyhow::Error {
    match fault {
        Fault::NotFound { .. } => {
            anyhow::anyhow!("Organisationen finns inte. Ange dess kod, till exempel 2083.")
        }
        Fault::Invalid(faults) => {
            anyhow::anyhow!(faults.iter().map(web::sentence).collect::<Vec<_>>().join(" "))
        }
        other => anyhow::Error::new(other),
    }
}
