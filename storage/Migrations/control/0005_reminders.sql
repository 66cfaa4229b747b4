-- floor: 1
-- Table and columns are those of Microsoft.Orleans.Reminders.AdoNet 10.4.2, so that either engine goes on with the other's rows.
-- Period is in milliseconds; GrainHash is GrainId.GetUniformHashCode() as a signed number.
create table OrleansRemindersTable (
    ServiceId varchar(150) not null,
    GrainId varchar(150) not null,
    ReminderName varchar(150) not null,
    StartTime timestamptz(3) not null,
    Period bigint not null,
    GrainHash integer not null,
    Version integer not null,
    primary key (ServiceId, GrainId, ReminderName)
);
