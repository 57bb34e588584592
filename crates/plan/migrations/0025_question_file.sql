-- Each side has its own files, also where both have the same; and a file goes with the whole answer, answers questions, or both.
create table new_answer_file (
    attachment_id uuid not null references attachment (id),
    recipient_id uuid not null references recipient (id),
    side text not null,
    is_of_whole boolean not null,
    primary key (attachment_id, side)
);
insert into new_answer_file (attachment_id, recipient_id, side, is_of_whole)
    select attachment_id, recipient_id, side, true from answer_file;
drop table answer_file;
alter table new_answer_file rename to answer_file;
create index answer_file_of_recipient on answer_file (recipient_id);

-- Which questions a file answers.
create table question_file (
    question_id uuid not null references question (id),
    attachment_id uuid not null references attachment (id),
    side text not null,
    primary key (question_id, attachment_id, side)
);
create index question_file_by_attachment on question_file (attachment_id);

-- Every file answered every such question before.
insert into question_file (question_id, attachment_id, side)
select q.id, f.attachment_id, f.side from answer_file f
    join recipient p on p.id = f.recipient_id
    join question q on q.inquiry_id = p.inquiry_id and q.kind = 'file' and q.deleted_at is null;
