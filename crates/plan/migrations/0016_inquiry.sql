-- Questions to others: what is asked, of whom, what they answer, and what becomes of it.

create table inquiry (
    id uuid primary key,
    organisation_id text not null,
    house text not null,
    is_published boolean not null,
    title text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    version bigint not null,
    phase text not null,
    face text not null,
    purpose text not null,
    planned_use text not null,
    theme text not null,
    roadmap_id uuid references roadmap (id),
    roadmap_version bigint,
    -- The recipient of another inquiry who asks on.
    above_id uuid,
    letter text not null,
    minutes bigint,
    answer_by date,
    feedback_by date,
    readers text not null,
    is_open boolean not null,
    registry_number text not null,
    reminders text not null,
    summary text not null,
    feedback text not null,
    -- Whether everyone may read what was asked, how many answered, and what became of it; the answers are no one else's.
    is_public boolean not null,
    opened_at timestamptz,
    ended_at timestamptz
);
create index inquiry_by_roadmap on inquiry (roadmap_id);
create index inquiry_by_above on inquiry (above_id);

create table question (
    id uuid primary key,
    inquiry_id uuid not null references inquiry (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    help text not null,
    kind text not null,
    options text not null,
    unit text not null,
    is_required boolean not null,
    depends_on uuid,
    depends_choice text not null,
    -- What it is about in the roadmap.
    point_id uuid,
    -- The question of the inquiry above that it passes on.
    above_id uuid
);
create index question_by_inquiry on question (inquiry_id);

create table recipient (
    id uuid primary key,
    inquiry_id uuid not null references inquiry (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    organisation_id text,
    function_title text not null,
    email text not null,
    state text not null,
    is_spontaneous boolean not null,
    channel text not null,
    answer_by date,
    time_wanted date,
    time_reason text not null,
    decline_reason text not null,
    ask_again_on date,
    revision_wanted text not null,
    sent_at timestamptz,
    read_at timestamptz,
    answered_at timestamptz,
    told_at timestamptz
);
create index recipient_by_inquiry on recipient (inquiry_id, state);
create index recipient_by_organisation on recipient (organisation_id);

-- What lets somebody answer without an account: only its hash is kept.
create table answer_link (
    id uuid primary key,
    recipient_id uuid not null references recipient (id),
    hash bytea not null unique,
    name text not null,
    email text not null,
    created_at timestamptz not null,
    ends_at timestamptz not null,
    revoked_at timestamptz
);
create index answer_link_by_recipient on answer_link (recipient_id);

-- What has happened with each of those asked: when, by whom, through which channel.
create table recipient_event (
    id uuid primary key,
    recipient_id uuid not null references recipient (id),
    at timestamptz not null,
    what text not null,
    channel text not null,
    author text not null,
    person_id uuid,
    note text not null,
    letter_id uuid
);
create index recipient_event_by_recipient on recipient_event (recipient_id);

-- An answer while it is written: by those asked, or by an officer who notes what came by another way.
create table draft_reply (
    recipient_id uuid not null references recipient (id),
    question_id uuid not null references question (id),
    side text not null,
    choice text not null,
    body text not null,
    version bigint not null,
    author text not null,
    person_id uuid,
    saved_at timestamptz not null,
    primary key (recipient_id, question_id, side)
);

-- Files that go with an answer while it is written, by side. What has been sent says itself which files it has.
create table answer_file (
    attachment_id uuid primary key references attachment (id),
    recipient_id uuid not null references recipient (id),
    side text not null
);
create index answer_file_by_recipient on answer_file (recipient_id);

-- An answer as it was sent, each time that it was.
create table answer (
    id uuid primary key,
    recipient_id uuid not null references recipient (id),
    number bigint not null,
    created_at timestamptz not null,
    channel text not null,
    author text not null,
    person_id uuid,
    receipt text not null,
    content text not null,
    unique (recipient_id, number)
);

-- The newest answer, question by question.
create table reply (
    recipient_id uuid not null references recipient (id),
    question_id uuid not null references question (id),
    choice text not null,
    body text not null,
    -- Since when it is what it is: what became of an earlier one says nothing of it.
    given_at timestamptz not null,
    primary key (recipient_id, question_id)
);
create index reply_by_question on reply (question_id, choice);

-- What becomes of what was said: to a question, of all who answered it or of one.
create table disposition (
    id uuid primary key,
    inquiry_id uuid not null references inquiry (id),
    question_id uuid not null references question (id),
    recipient_id uuid references recipient (id),
    outcome text not null,
    reason text not null,
    changed text not null,
    version bigint not null,
    decided_at timestamptz not null
);
create index disposition_by_inquiry on disposition (inquiry_id);
create index disposition_by_question on disposition (question_id);
