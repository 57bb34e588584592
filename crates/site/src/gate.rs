//! The gate: whether the site stands open to whoever sits at the machine, or only to those who sign in.

use axum::http::HeaderMap;
use plan::accounts::Provider;

use crate::cookies;

/// How one comes in.
#[derive(Clone, Default)]
pub enum AuthMode {
    /// Only from the machine itself, and whoever sits there may do everything.
    #[default]
    Machine,
    /// From anywhere, with an account.
    Accounts(Accounts),
}

/// What a site with accounts knows of itself.
#[derive(Clone)]
pub struct Accounts {
    /// Its address, as people reach it.
    pub origin: Origin,
    /// Whether something in front of the program tells whom it asks for.
    pub behind_proxy: bool,
    /// Identity providers that one can sign in through.
    pub providers: Vec<IdentityProvider>,
    /// Whether this program sends letters; otherwise they wait for one that does.
    pub sends_mail: bool,
}

/// An identity provider (OpenID Connect).
#[derive(Clone)]
pub struct IdentityProvider {
    /// What stands on the button, and in addresses.
    pub provider: Provider,
    /// Where its description is found: `{issuer}/.well-known/openid-configuration`.
    pub issuer: String,
    /// What it calls this site.
    pub client_id: String,
}

/// The address of a site: `https://fardplan.example.se`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    host: String,
}

impl std::str::FromStr for Origin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: axum::http::Uri = text.trim_end_matches('/').parse().map_err(|_| "not an address")?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("not a whole address");
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || authority.as_str().contains('@') {
            return Err("more than scheme, host and port");
        }
        let host = |secure| without_usual_port(&authority.as_str().to_lowercase(), secure).to_owned();
        match scheme {
            "https" => Ok(Self { secure: true, host: host(true) }),
            "http" if is_this_machine(authority.host()) => Ok(Self { secure: false, host: host(false) }),
            _ => Err("others reach it, so it must be https"),
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }
}

impl Origin {
    /// Whether it is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether a request's `Host` is this site.
    pub fn is_host(&self, host: &str) -> bool {
        without_usual_port(host, self.secure).eq_ignore_ascii_case(&self.host)
    }
}

/// A host without the port that its scheme has anyway, as browsers write it.
fn without_usual_port(host: &str, secure: bool) -> &str {
    host.strip_suffix(if secure { ":443" } else { ":80" }).unwrap_or(host)
}

/// Whether a host's name is this machine and no other.
pub fn is_this_machine(name: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl AuthMode {
    /// The accounts, if one needs one.
    pub fn accounts(&self) -> Option<&Accounts> {
        match self {
            Self::Machine => None,
            Self::Accounts(accounts) => Some(accounts),
        }
    }

    /// Whether letters go from here.
    pub fn sends_mail(&self) -> bool {
        self.accounts().is_some_and(|accounts| accounts.sends_mail)
    }
}

impl Accounts {
    /// Whether an address is proved by a provider alone: whoever invites has seen the link where no mail is sent, so a password
    /// behind it shows nothing.
    pub fn is_proved_by_provider(&self, email: &str) -> bool {
        !self.sends_mail && self.providers.iter().any(|one| one.provider.speaks_for(email))
    }

    /// The name of the cookie that holds a session. A secure one cannot be set by neighbours.
    pub fn session_cookie(&self) -> &'static str {
        if self.origin.is_secure() { "__Host-session" } else { "session" }
    }

    /// The name of the cookie by which a browser is known that somebody has signed in with.
    pub fn device_cookie(&self) -> &'static str {
        if self.origin.is_secure() { "__Host-known" } else { "known" }
    }

    /// The name of the cookie that binds a sign-in at a provider to the browser that began it.
    pub fn flow_cookie(&self) -> &'static str {
        if self.origin.is_secure() { "__Host-flow" } else { "flow" }
    }

    /// The identity provider with a name.
    pub fn provider(&self, name: &str) -> Option<&IdentityProvider> {
        self.providers.iter().find(|one| one.provider.name == name)
    }
}

/// Where to sign in, to come back to an address.
pub fn sign_in_address(back: &str) -> String {
    let back = crate::page::encoded(back);
    format!("/logga-in?tillbaka={back}")
}

/// The secret of the session that a browser has.
pub fn session_secret(accounts: &Accounts, headers: &HeaderMap) -> Option<String> {
    cookies::value(headers, accounts.session_cookie())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_others_reach_is_secure() {
        for good in
            ["https://fardplan.example.se", "https://x.se:8443/", "http://127.0.0.1:8080", "http://localhost"]
        {
            assert!(good.parse::<Origin>().is_ok(), "{good}");
        }
        for bad in [
            "http://fardplan.example.se",
            "fardplan.example.se",
            "https://x.se/a",
            "https://u:p@x.se",
            "ftp://x",
        ] {
            assert!(bad.parse::<Origin>().is_err(), "{bad}");
        }
        let origin: Origin = "https://Fardplan.example.se/".parse().unwrap();
        assert_eq!(origin.to_string(), "https://fardplan.example.se");
        assert!(origin.is_host("fardplan.EXAMPLE.se") && !origin.is_host("evil.example"));
        assert_eq!("https://fardplan.example.se:443".parse(), Ok(origin.clone()));
        assert!(origin.is_host("fardplan.example.se:443") && !origin.is_host("fardplan.example.se:80"));
        assert_eq!("http://localhost:80".parse::<Origin>().unwrap().to_string(), "http://localhost");
    }
}
