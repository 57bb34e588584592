-- Organisations besides the official ones (which the program knows), the functions in all of them, and the trail of who
-- did what. An organisation is named by its official code, or by its id.

create table organisation (
    id text primary key,
    parent_id text not null,
    house text not null,
    kind text not null,
    name text not null,
    number text not null,
    created_at timestamptz not null,
    closed_at timestamptz,
    version bigint not null
);

-- A person never has a personal identity number here. An erased person keeps the id, and nothing else.
create table person (
    id uuid primary key,
    name text not null,
    email text not null,
    email_key text unique,
    created_at timestamptz not null,
    erased_at timestamptz,
    version bigint not null
);

create table function (
    id uuid primary key,
    organisation_id text not null,
    house text not null,
    role text not null,
    title text not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    version bigint not null
);
create index function_by_organisation on function (organisation_id);

create table holder (
    id uuid primary key,
    function_id uuid not null references function (id),
    person_id uuid not null references person (id),
    from_date date not null,
    to_date date,
    is_substitute boolean not null
);
create index holder_by_function on holder (function_id);
create index holder_by_person on holder (person_id);

-- Append-only: each row's hash covers the row and the hash before it.
create table trail (
    number bigint primary key,
    at timestamptz not null,
    actor text not null,
    person_id uuid,
    house text not null,
    action text not null,
    object text not null,
    object_id text not null,
    root_id text not null,
    change text not null,
    reason text not null,
    hash bytea not null
);
create index trail_by_house on trail (house, number);
create index trail_by_root on trail (root_id, number);

alter table roadmap add column organisation_id text not null default '';
alter table roadmap add column house text not null default '';
update roadmap set organisation_id = region_code, house = region_code;
create index roadmap_by_house on roadmap (house);
