-- Which questions a file answers. One that answers none goes with the whole answer.
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
