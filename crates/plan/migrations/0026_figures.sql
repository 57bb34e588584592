-- Figures of an organisation's own: taken as given where they are in use.

create table figures (
    id uuid primary key,
    organisation_id text not null,
    house text not null,
    is_published boolean not null,
    title text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    version bigint not null,
    -- Which municipality they are about.
    region_code text not null,
    -- What they are about: people, places, care.
    subject text not null,
    state text not null,
    -- Who made them, and when they were made.
    maker text not null,
    made_on date,
    note text not null,
    -- Why they were sent back or taken out of use.
    reason text not null,
    -- SHA-256 of the numbers, in hexadecimal digits.
    hash text not null,
    reviewed_at timestamptz,
    set_at timestamptz,
    used_from timestamptz,
    evaluated_at timestamptz,
    replaced_at timestamptz
);
create index figures_by_region on figures (region_code, state);
-- A municipality is computed with one of each.
create unique index figures_in_use on figures (region_code, subject)
    where state in ('in_use', 'evaluated') and deleted_at is null;

-- The numbers: large, and read where they are computed with.
create table figures_table (
    figures_id uuid primary key references figures (id),
    -- As they were understood, by what they are about.
    numbers text not null,
    -- As they were given, line by line; empty where they were typed one by one.
    sheet text not null,
    -- How the table was understood: columns, and lines that were left out.
    understood text not null,
    -- What we expected ourselves of each when they were put in use, and how they came out.
    ours text not null,
    outcome text not null
);
