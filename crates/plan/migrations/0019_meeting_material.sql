-- Which of a group's documents there are to read before a meeting.
create table meeting_material (
    meeting_id uuid not null references meeting (id),
    attachment_id uuid not null,
    primary key (meeting_id, attachment_id)
);
