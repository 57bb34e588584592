-- How far each organisation has come with an approach, each time that somebody has said so.

create table uptake (
    id uuid primary key,
    -- The approach, by name.
    approach text not null,
    organisation_id text not null,
    house text not null,
    stage text not null,
    -- Of those who could have it, how many per cent do.
    share double precision,
    -- The day from which it is so.
    day date not null,
    note text not null,
    -- Where it was told.
    source text not null,
    -- The organisation that told of it, where it was another.
    told_by text not null,
    -- The answer to a call that it came with; what was asked may be gone.
    recipient_id uuid,
    created_at timestamptz not null,
    -- Its own word and what others tell of a day stand side by side.
    unique (approach, organisation_id, day, told_by)
);
create index uptake_by_house on uptake (house);
create index uptake_by_recipient on uptake (recipient_id);
