-- How persons sign in. Secrets are kept as hashes: what is read here opens nothing. The key of one-time codes must be
-- kept as it is.

create table credential (
    person_id uuid primary key references person (id),
    password text,
    code_key bytea,
    code_confirmed boolean not null,
    code_step bigint not null
);

create table recovery_code (
    hash bytea primary key,
    person_id uuid not null references person (id)
);

create table session (
    id uuid primary key,
    hash bytea not null unique,
    person_id uuid not null references person (id),
    method text not null,
    device text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null,
    is_pending boolean not null
);
create index session_by_person on session (person_id);

create table invitation (
    id uuid primary key,
    hash bytea not null unique,
    email text not null,
    function_id uuid not null references function (id),
    from_date date not null,
    to_date date,
    is_substitute boolean not null,
    created_at timestamptz not null,
    ends_at timestamptz not null,
    used_at timestamptz
);
create index invitation_by_function on invitation (function_id);

create table recovery (
    id uuid primary key,
    hash bytea not null unique,
    person_id uuid not null references person (id),
    ends_at timestamptz not null
);

create table attempt (
    id uuid primary key,
    hash bytea not null,
    at timestamptz not null
);
create index attempt_by_hash on attempt (hash, at);

-- Who a person is at an identity provider: a hash of issuer and subject.
create table identity (
    hash bytea primary key,
    person_id uuid not null references person (id),
    provider text not null,
    created_at timestamptz not null
);
create index identity_by_person on identity (person_id);

-- A sign-in that has been sent to an identity provider and is to come back.
create table flow (
    hash bytea primary key,
    provider text not null,
    nonce text not null,
    verifier text not null,
    back text not null,
    invitation text not null,
    ends_at timestamptz not null
);
