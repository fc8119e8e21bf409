import type { Fixture } from './fixture.js'

/** Facts and people of a place, to see that a refused call changed nothing. */
export const factsOf = async ({ w }: Fixture, township: string): Promise<string> => {
  const { rows } = await w.admin.query<{ state: string }>({
    // Planned once: it is asked twice for every call that is refused.
    name: 'facts',
    text: `select concat_ws('/', (select count(*) from care.followup where township = $1),
      (select string_agg(concat(tier, override::text, built_on, team, life), ',' order by id) from care.person where township = $1),
      (select string_agg(concat(decision), ',' order by id) from care.doubtful_pair where township = $1),
      (select string_agg(concat(id, name), ',' order by id) from care.team where township = $1),
      (select count(*) from care.team_member where township = $1 and until_at is null),
      (select string_agg(concat(id, state), ',' order by id) from care.move where to_township = $1),
      (select string_agg(concat(q.id, q.answer, q.read_at), ',' order by q.id) from care.taking_back q
        join care.person p on p.id = q.person and p.township = $1),
      (select string_agg(concat(id, acknowledged_at), ',' order by id) from care.alarm where township = $1),
      (select string_agg(concat(id, told_institution), ',' order by id) from care.person where township = $1),
      (select string_agg(concat(id, name), ',' order by id) from care.grid where township = $1),
      (select count(*) from care.team_binding where township = $1),
      (select count(*) from care.desk_number where township = $1),
      (select count(*) from care.day_sheet where township = $1),
      (select string_agg(concat(id, owner_account, tries, closed_at), ',' order by id) from care.desk_call where place = $1),
      (select count(*) from care.desk_call_act where place = $1), (select count(*) from care.desk_handover where place = $1),
      (select string_agg(concat(id, cancelled_at), ',' order by id) from care.desk_shift where place = $1),
      (select string_agg(state, ',') from kernel.account where place = $1),
      (select string_agg(concat(id, version), ',' order by id) from kernel.facility where place = $1),
      (select string_agg(concat(id, version, round_since, last_round_at), ',' order by id) from care.care_home where township = $1),
      (select count(*) from care.care_home_stay s join care.care_home h on h.id = s.care_home and h.township = $1),
      (select count(*) from care.care_home_round s join care.care_home h on h.id = s.care_home and h.township = $1),
      (select string_agg(concat(id, version), ',' order by id) from kernel.organisation where place = $1),
      (select string_agg(concat(role, place, withdrawn_at), ',' order by id) from kernel.account_grant
        where starts_with(place, $1)),
      (select string_agg(concat(p.id, d.decision), ',' order by p.id) from kernel.policy_proposal p
        left join kernel.policy_decision d on d.proposal = p.id where p.place = left($1, 6)),
      (select count(*) from kernel.policy_trial t where t.place = left($1, 6)),
      (select count(*) from kernel.policy_value v where v.place = left($1, 6)),
      (select string_agg(concat(e.id, e.version), ',' order by e.id) from supply.enterprise e where e.place = $1),
      (select string_agg(concat(d.id, d.version), ',' order by d.id) from supply.product d
        join supply.enterprise e on e.id = d.enterprise and e.place = $1),
      (select string_agg(concat(p.id, p.withdrawn_at), ',' order by p.id) from supply.paper p
        join supply.enterprise e on e.id = p.enterprise and e.place = $1),
      (select string_agg(concat(p.id, p.until_at), ',' order by p.id) from supply.enterprise_person p
        join supply.enterprise e on e.id = p.enterprise and e.place = $1),
      (select string_agg(concat(p.id, p.until_at), ',' order by p.id) from supply.kind_liaison p where p.place = $1),
      (select concat(count(*), count(c.id)) from supply.report r join supply.enterprise e on e.id = r.enterprise and e.place = $1
        left join supply.report_cleared c on c.report = r.id),
      (select concat(count(*), count(c.taken_at), count(c.dropped_at), count(d.id), count(d.withdrawn_at)) from supply.curve c
        left join supply.curve_definition d on d.curve = c.id where c.place = left($1, 6)),
      (select count(*) from supply.facility_beds b join kernel.facility f on f.id = b.facility and f.place = $1),
      (select string_agg(concat(s.id, s.version), ',' order by s.id) from supply.store s where s.place = $1),
      (select string_agg(concat(k.id, k.until_at), ',' order by k.id) from supply.store_keeper k
        join supply.store s on s.id = k.store and s.place = $1),
      (select count(*) from supply.movement m join supply.store s on s.id = m.store and s.place = $1),
      (select string_agg(concat(k.item, k.free, k.reserved, k.quarantine, k.on_hold, k.damaged), ',' order by k.item)
        from supply.stock k where k.place = $1),
      (select string_agg(concat(c.consignment, c.arrived, c.back), ',' order by c.consignment) from supply.consignment_line c
        join supply.store s on s.id = c.to_store and s.place = $1),
      (select string_agg(concat(m.id, m.state, m.version), ',' order by m.id) from supply.move m where m.place = $1),
      (select concat(count(*)) from supply.move_note n join supply.move m on m.id = n.move and m.place = $1),
      (select concat(count(*)) from supply.move_milestone n join supply.move m on m.id = n.move and m.place = $1),
      (select concat(count(*), count(n.withdrawn_at)) from supply.move_link n join supply.move m on m.id = n.move and m.place = $1),
      (select string_agg(concat(r.id, r.lifted_at), ',' order by r.id) from supply.recall r where r.place = left($1, 6)),
      (select string_agg(concat(r.id, r.version, r.assigned), ',' order by r.id) from supply.request r where r.place = $1),
      (select string_agg(concat(o.id, o.quantity, o.assigned, o.state), ',' order by o.id) from supply.offer o where o.place = $1),
      (select string_agg(concat(q.id, q.version), ',' order by q.id) from supply.requisition q where q.place = $1),
      (select concat(count(*), count(p.until_at)) from supply.facility_person p join kernel.facility f on f.id = p.facility and f.place = $1),
      (select string_agg(concat(g.id, g.version, (select concat(count(*), sum(c.quarantine), sum(c.issued)) from supply.gift_count c
          where c.home = g.home and c.gift = g.id), (select concat(count(*), count(*) filter (where t.back)) from supply.gift_target t
          where t.home = g.home and t.gift = g.id), (select count(*) from supply.step s where s.home = g.home and s.subject = g.id)),
          ',' order by g.id) from supply.gift g where g.note like concat('%', $1)),
      (select count(*) from supply.gate g join kernel.facility f on f.id = g.facility and f.place = $1),
      (select count(*) from supply.served v where v.place = $1),
      (select count(*) from supply.label b where b.place = $1),
      (select string_agg(concat(i.id, i.delivered_at), ',' order by i.id) from supply.medicine_issue i
        join supply.store s on s.id = i.store and s.place = $1),
      (select string_agg(concat(o.id, o.version, o.state, l.received, l.ordered), ',' order by o.id, l.id) from supply.joint_line l
        join supply.joint_order o on o.home = l.home and o.id = l.joint where l.place = $1),
      (select string_agg(concat(e.id, e.ended_at), ',' order by e.id) from care.emergency_access e
        join care.person p on p.id = e.person and p.township = $1)) as state`,
    values: [township],
  })
  return rows[0]?.state ?? ''
}
