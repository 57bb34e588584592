-- How organisations answer what they are asked, themes of answers, and lists of those who are asked.

-- Where answers are approved before they go.
create table answering_routine (
    organisation_id text primary key,
    needs_approval boolean not null,
    version bigint not null
);

-- The days on which an organisation's committee meets.
create table meeting_day (
    organisation_id text not null,
    day date not null,
    primary key (organisation_id, day)
);

-- An answer that waits to be approved, or has been sent back to those who write it.
create table approval (
    recipient_id uuid primary key references recipient (id),
    asked_at timestamptz,
    author text not null,
    person_id uuid,
    -- What shall be changed before it goes.
    wanted text not null
);

-- What answers in free text are about, in the words of whoever compiles them.
create table reply_theme (
    question_id uuid not null references question (id),
    recipient_id uuid not null references recipient (id),
    theme text not null,
    primary key (question_id, recipient_id, theme)
);

-- Those who are often asked, by the name of the list.
create table recipient_list (
    id uuid primary key,
    organisation_id text not null,
    title text not null,
    created_at timestamptz not null
);
create index recipient_list_by_organisation on recipient_list (organisation_id);

create table list_entry (
    list_id uuid not null references recipient_list (id),
    position bigint not null,
    title text not null,
    organisation_id text,
    function_title text not null,
    email text not null,
    primary key (list_id, position)
);

-- Whom those who are asked can ask: a function, with telephone and address.
alter table inquiry add column contact text not null default '';
