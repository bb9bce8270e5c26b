/** Items by the million with words as they come: officers, cases, sessions, notes; straight into the tables, without any trigger. */
import type { Pool } from "pg";

const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志海云峰";
const PLACES =
  "美兰,龙华,琼山,秀英,吉阳,天涯,崖州,海棠,万宁,琼海,文昌,儋州,东方,澄迈,临高,定安,屯昌,陵水";
const WORDS =
  "占道经营,噪声扰民,扬尘污染,违法建设,无证经营,食品安全,非法营运,乱倒垃圾,污水排放,擅自挖掘,超限运输,消防通道";
const ACTIVITIES = "HN-01,HN-02,HN-03,HN-04,HN-05";

const pick = (list: string, by: string): string =>
  `(string_to_array('${list}', ','))[1 + (${by}) % ${list.split(",").length}]`;
const letter = (list: string, by: string): string =>
  `substr('${list}', (1 + (${by}) % ${Array.from(list).length})::int, 1)`;

/** The first `cases` cases are all that the small houses have: twenty items a case. */
export async function seed(pool: Pool, items: number): Promise<void> {
  const [users, devices, cases] = [400, 300, Math.ceil(items / 20)];
  const client = await pool.connect();
  const run = (text: string): Promise<unknown> => client.query(text);
  try {
    await run("SET session_replication_role = replica");
    await run(`INSERT INTO users (id, name, display_name, role, password_hash, created_at, staff_number)
      SELECT gen_random_uuid(), 'u' || n, ${letter(SURNAMES, "n * 7")} || ${letter(GIVEN, "n * 3")} ||
             CASE WHEN n % 3 = 0 THEN ${letter(GIVEN, "n * 5")} ELSE '' END,
             CASE WHEN n = 1 THEN 'admin' ELSE 'officer' END, '-', now(), 'HK' || (10000 + n)
        FROM generate_series(1, ${users}) n`);
    await run(`INSERT INTO devices (id, name, kind, token_sha256, created_at)
      SELECT gen_random_uuid(), 'BWC-' || (4000 + n), 'body_camera', 't' || n, now() FROM generate_series(1, ${devices}) n`);
    await run(`INSERT INTO device_assignments (id, device_id, user_id, from_at, entered_at, entered_by)
      SELECT gen_random_uuid(), d.id, u.id, now() - interval '10 years', now(), u.id
        FROM (SELECT id, row_number() OVER (ORDER BY name) AS n FROM devices) d
        JOIN (SELECT id, row_number() OVER (ORDER BY name) AS n FROM users) u ON u.n = 1 + d.n`);
    await run(`INSERT INTO items (id, device_id, filename, media_type, recorded_at, declared_case, activity, other_metadata,
        size_bytes, received_at, stage, viewing_stage, original_sha256, version)
      SELECT gen_random_uuid(), d.id, to_char(t.at, 'YYYYMMDD_HH24MISS') || '_' || d.name || '.mp4', 'video/mp4', t.at, NULL,
             CASE WHEN n % 3 = 0 THEN ${pick(ACTIVITIES, "n / 3")} END,
             jsonb_build_object('place', '海口市' || ${pick(PLACES, "n / 11")} || '区'), 1000000 + n, t.at + interval '1 hour',
             CASE WHEN n % 500 = 0 THEN 'quarantined' ELSE 'sealed' END, 'ready', md5(n::text) || md5((n + 1)::text), 1
        FROM generate_series(1, ${items}) n
        CROSS JOIN LATERAL (SELECT now() - (${items} - n) * interval '1 minute' AS at) t
        JOIN (SELECT id, name, row_number() OVER (ORDER BY name) AS place FROM devices) d ON d.place = 1 + n % ${devices}
       ORDER BY n`);
    await run(`INSERT INTO cases (id, number, title, created_at, created_by)
      SELECT gen_random_uuid(), '琼综执罚〔' || (2024 + n % 3) || '〕' || lpad(n::text, 6, '0') || '号',
             ${pick(PLACES, "n")} || '区' || ${letter(SURNAMES, "n * 11")} || '某' || ${pick(WORDS, "n / 5")} || '案', now(), '-'
        FROM generate_series(1, ${cases}) n ORDER BY n`);
    await run(`INSERT INTO case_links (case_id, item_id, linked_at, linked_by)
      SELECT c.id, i.id, now(), '-' FROM items i JOIN cases c ON c.position = 1 + i.position / 20 WHERE i.position % 5 <> 0`);
    // A fifth of the cases have people of their own: one officer sees one in a hundred of these.
    await run(`INSERT INTO case_people (case_id, user_id, set_at, set_by)
      SELECT c.id, u.id, now(), 'process:bench' FROM cases c
        JOIN (SELECT id, row_number() OVER (ORDER BY name) AS n FROM users) u ON u.n = 1 + c.position % 100 WHERE c.position % 5 = 0`);
    await run(`INSERT INTO secrecy_labels (id, case_id, kind, status, version, set_at, set_by, issued_on, basis)
      SELECT gen_random_uuid(), id, 'secret', 'confirmed', 0, now(), 'process:bench', '2026-01-01', '-' FROM cases WHERE position % 100 = 7`);
    await run(`INSERT INTO annotations (id, item_id, body, made_at, made_by)
      SELECT gen_random_uuid(), id, jsonb_build_object('type', 'marker', 'kind', 'custom', 'atMs', 0, 'text',
             '当事人' || ${letter(SURNAMES, "position * 13")} || ${letter(GIVEN, "position")} || '到场，告知权利'), now(), '-'
        FROM items WHERE position % 10 = 1`);
    await run(`INSERT INTO retention (item_id, number, floor_until, is_open, conflict, unknown_activity, decision, decision_sha256, outcome_sha256, decided_at)
      SELECT id, 1, (received_at + interval '180 days')::date, position % 4 = 0, false, false, '{}', '-', '-', now()
        FROM items WHERE position % 2 = 0`);
    await run("TRUNCATE search_marks");
    await run("SET session_replication_role = origin");
    await run("ANALYZE");
  } finally {
    client.release();
  }
}
