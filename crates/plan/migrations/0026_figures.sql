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

-- The numbers: large, and read where they are computed with.
create table figures_table (
    figures_id uuid primary key references figures (id),
    -- As they were understood: year, sex, ages and people.
    counts text not null,
    -- As they were given, line by line.
    sheet text not null
);
