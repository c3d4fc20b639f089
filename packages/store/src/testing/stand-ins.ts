/**
 * What Supabase has and no registry brings: stand-ins, with the names, columns and signatures of the real ones as far as
 * Sincro uses them. Each is run by a superuser; `sincro` is the role that owns Sincro's tables.
 */

/** Stands in for Supabase Vault: the view that is read, over a table that encrypts nothing. */
export const vaultStandIn = `
  create schema vault;
  create table vault.secrets (
    id uuid primary key default gen_random_uuid(), name text unique, description text not null default '', secret text not null
  );
  create view vault.decrypted_secrets as select *, secret as decrypted_secret from vault.secrets;
  create function vault.create_secret(new_secret text, new_name text default null, new_description text default '') returns uuid
  language sql security definer set search_path = vault as $$
    insert into secrets (secret, name, description) values (new_secret, new_name, new_description) returning id
  $$;
  grant usage on schema vault to sincro;
  grant select on vault.decrypted_secrets to sincro;
`;

/** Stands in for pg_net: a request is only written down; whoever reads the queue sends it, and writes the answer. */
export const netStandIn = `
  create schema net;
  create table net.http_request_queue (
    id bigint generated always as identity primary key, method text not null, url text not null, headers jsonb, body text,
    timeout_milliseconds integer not null
  );
  create table net._http_response (
    id bigint, status_code integer, content_type text, headers jsonb, content text, timed_out boolean, error_msg text,
    created timestamptz not null default now()
  );
  create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}',
    timeout_milliseconds integer default 5000
  ) returns bigint language sql security definer set search_path = net as $$
    insert into http_request_queue (method, url, headers, body, timeout_milliseconds)
    values ('POST', url, headers, body::text, timeout_milliseconds) returning id
  $$;
  grant usage on schema net to sincro;
  grant select on net._http_response to sincro;
`;

/**
 * Stands in for the part of Supabase Realtime that is in the database: the table of messages with its row security, and
 * the functions. As there, the messages are a role's of their own, and the owner of Sincro's tables is a member of it.
 * Each message is announced on `realtime_messages`, for the protocol double: the real server reads the log instead.
 */
export const realtimeStandIn = `
  create role supabase_realtime_admin nologin noinherit;
  grant supabase_realtime_admin to sincro;
  create schema realtime authorization supabase_realtime_admin;
  set role supabase_realtime_admin;
  create table realtime.messages (
    topic text not null, extension text not null, payload jsonb, event text, private boolean default false,
    updated_at timestamp not null default now(), inserted_at timestamp not null default now(),
    id uuid not null default gen_random_uuid(), primary key (id, inserted_at)
  );
  alter table realtime.messages enable row level security;
  create function realtime.topic() returns text language sql stable as $$
    select nullif(current_setting('realtime.topic', true), '')
  $$;
  create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
  language plpgsql as $$
  begin
    execute format('set local realtime.topic to %L', topic);
    insert into realtime.messages (payload, event, topic, private, extension)
    values (payload, event, topic, private, 'broadcast');
  exception when others then
    raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
  end $$;
  create function realtime.announce() returns trigger language plpgsql as $$
  begin
    perform pg_notify('realtime_messages', new.id::text);
    return null;
  end $$;
  create trigger announce after insert on realtime.messages for each row execute function realtime.announce();
  grant usage on schema realtime to anon, authenticated, service_role;
  grant select, insert, update on realtime.messages to anon, authenticated, service_role;
  reset role;
`;
