-- Examples of what has been done, what came of them, and who has taken them up or turned them down.

create table example (
    id uuid primary key,
    organisation_id text not null,
    house text not null,
    is_published boolean not null,
    title text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    version bigint not null,
    -- Where it was done.
    region_code text not null,
    state text not null,
    -- Why it was sent back or withdrawn.
    reason text not null,
    claim text not null,
    conclusions text not null,
    need text not null,
    theme text not null,
    -- The approach that it belongs to, by name; empty for none.
    approach text not null,
    target_group text not null,
    provision text not null,
    from_year bigint,
    to_year bigint,
    maturity text not null,
    verdict text not null,
    body text not null,
    staff_hours double precision,
    cost_once double precision,
    cost_yearly double precision,
    paid_by text not null,
    evidence text not null,
    not_worked text not null,
    conditions text not null,
    legal text not null,
    next_step text not null,
    contact text not null,
    contact_email text not null,
    licence text not null,
    source text not null,
    -- The function that told of it, where another wrote it down.
    told_by text not null,
    published_at timestamptz,
    -- The day from which somebody should look whether it is still so.
    look_by date,
    contact_gone_on date,
    -- Who answered a call with it.
    recipient_id uuid references recipient (id)
);
create index example_by_region on example (region_code);

-- What was measured before and after.
create table example_result (
    example_id uuid not null references example (id),
    position bigint not null,
    indicator text not null,
    unit text not null,
    value_before double precision,
    value_after double precision,
    compared text not null,
    primary key (example_id, position)
);

-- What has come to be known since it was published.
create table example_update (
    id uuid primary key,
    example_id uuid not null references example (id),
    day date not null,
    body text not null,
    source text not null,
    created_at timestamptz not null
);
create index example_update_by_example on example_update (example_id);

-- What others who know the subject have said of it.
create table example_review (
    id uuid primary key,
    example_id uuid not null references example (id),
    organisation_id text not null,
    verdict text not null,
    note text not null,
    -- The version of the example that was read.
    of_version bigint not null,
    created_at timestamptz not null
);
create index example_review_by_example on example_review (example_id);

-- How far an organisation has come with what others have done, step by step: an example or an approach.
create table reuse (
    id uuid primary key,
    example_id uuid references example (id),
    approach text not null,
    organisation_id text not null,
    house text not null,
    unit text not null,
    step text not null,
    day date not null,
    reason text not null,
    result text not null,
    created_at timestamptz not null
);
create index reuse_by_example on reuse (example_id);
create index reuse_by_approach on reuse (approach);
