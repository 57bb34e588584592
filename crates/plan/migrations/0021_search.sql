-- What is searched: texts as terms, the same for both databases, so that both find the same in the same order.

create table search_entry (
    -- Made of the thing's id, so that nothing has to be counted.
    number bigint primary key,
    -- A kind of thing, or of what the program itself knows by name.
    kind text not null,
    thing_id uuid,
    root_id uuid,
    name text not null,
    title text not null,
    -- Plain text, to quote from.
    body text not null,
    -- Terms with their weights, as they stand among the postings.
    terms text not null,
    -- What made the terms: the program's rules and its list of phrases.
    analysis text not null
);
create index search_entry_by_thing on search_entry (kind, thing_id);
create index search_entry_by_root on search_entry (root_id);

-- Bytes are compared alike in both databases, whatever their language.
create table search_posting (
    term bytea not null,
    entry bigint not null,
    weight bigint not null,
    primary key (term, weight, entry)
);

-- Every term that there has been, to complete and correct what is typed.
create table search_term (
    term bytea primary key,
    -- The same as text, to look within.
    text text not null
);

-- The installation's own list of phrases that mean the same, if it has one.
create table search_synonyms (
    id bigint primary key,
    text text not null,
    version bigint not null
);
