import { In, IsNull, LessThanOrEqual } from 'typeorm'
import { deliveryKinds, livingStates } from '../../contract/confidential/words'
import { formatDate } from '../../contract/display'
import { localDateOf } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import type { AnyRule } from '../../kernel/rules/rule'
import { citeFor } from '../../kernel/rules/regulation'
import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { rowsById } from '../../platform/database/readRows'
import { legDeadline } from './circulation/acts'
import { returnsDone } from './ending/acts'
import { CarrierStanding, Check, ConfidentialFile, Delivery, Dispatch, Incident, Leg, LegReturn } from './entities'
import { checkMonths, doesFor, returnMonths, roundOf, roundsBetween, roundWords } from './rounds'
import { SEC_09, SEC_10 } from './rules/carriers'
import { SEC_07 } from './rules/circulation'
import { SEC_13, SEC_14 } from './rules/matters'
import { SEC_03, SEC_04 } from './rules/register'

/** Days ahead that the due list looks at. */
const horizon = 31

type Due = Pick<DueDraft, 'title' | 'number' | 'dueOn' | 'subjectType' | 'subjectId'> & Partial<DueDraft>

const item = ({ book }: AnyonesReading, rule: AnyRule, due: Due): DueDraft => ({
  ledger: 'confidential',
  rule: rule.id,
  source: citeFor(book.profile, rule.sources),
  dueAt: null,
  calendarMissing: false,
  unitId: null,
  ...due
})

/**
 * Every clock of the ledger that runs. Titles name numbers only; what concerns a reader is shown to that reader alone
 * (SEC-02).
 */
export async function confidentialDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [
    ...(await legsDue(reading)),
    ...(await deliveriesDue(reading)),
    ...(await checksDue(reading)),
    ...(await incidentsDue(reading)),
    ...(await returnsDue(reading)),
    ...(await receiptsDue(reading)),
    ...(await periodsDue(reading)),
    ...(await unsettledDue(reading))
  ]
}

/** Carriers with readers: for the officer to take back, for the reader to bring. */
async function legsDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const legs = await reading.manager
    .createQueryBuilder(Leg, 'l')
    .leftJoin(LegReturn, 'r', 'r.legId = l.id')
    .where('r.id IS NULL')
    .orderBy('l.id', 'ASC')
    .getMany()
  const standings = await rowsById(
    reading.manager,
    CarrierStanding,
    legs.map((leg) => leg.carrierId)
  )
  return legs.flatMap((leg) => {
    const standing = standings.get(leg.carrierId)
    const { recalled, ...due } = legDeadline(leg, standing)
    const clock = { number: leg.number, ...due }
    const label = standing?.label ?? leg.number
    return [
      item(reading, SEC_07, {
        ...clock,
        title: `${recalled ? '按收回通知' : ''}收回${leg.readerName}处的${label}`,
        subjectType: 'confidentialLeg',
        subjectId: leg.id
      }),
      item(reading, SEC_07, {
        ...clock,
        title: `把${label}交回保密员`,
        subjectType: 'confidentialMine',
        // What is theirs has a page of its own, not the officer's of the leg.
        subjectId: `mine@${leg.id}`,
        onlyFor: [leg.readerId]
      })
    ]
  })
}

async function deliveriesDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const open = await reading.manager.find(Delivery, { where: { handedOverAt: IsNull() }, order: { id: 'ASC' } })
  return open.flatMap(({ id, number, kind, personName, personId, dueOn }) => [
    item(reading, SEC_04, {
      title: `${personName}${deliveryKinds[kind]}的文件应移交`,
      number,
      dueOn,
      subjectType: 'confidentialDelivery',
      subjectId: id
    }),
    item(reading, SEC_04, {
      title: `把${deliveryKinds[kind]}的文件移交保密员`,
      number,
      dueOn,
      subjectType: 'confidentialMine',
      subjectId: `mine@${id}`,
      onlyFor: [personId]
    })
  ])
}

/** The check of every round since there have been files; one that was missed stays due until it is made (K-13). */
async function checksDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const [first] = await reading.manager.find(ConfidentialFile, { order: { registeredOn: 'ASC' }, take: 1 })
  if (!first) return []
  const checks = (await reading.manager.find(Check)).flatMap((check) =>
    check.half === null ? [] : [{ ...check, round: roundOf(check.half) }]
  )
  return roundsBetween(first.registeredOn, reading.today, checkMonths(reading.book)).flatMap((round) => {
    if (checks.some((check) => check.state === 'done' && doesFor(check.round, round))) return []
    const check = checks.find(({ half }) => half === round.key)
    return [
      item(reading, SEC_09, {
        title: `${roundWords(round.key)}逐份核查密级文件`,
        number: check?.number ?? null,
        dueOn: round.to,
        subjectType: 'confidentialCheck',
        subjectId: check?.id ?? first.id,
        duty: `check@${round.key}`
      })
    ]
  })
}

async function incidentsDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const open = await reading.manager.find(Incident, {
    where: { state: 'open', reportedAt: IsNull() },
    order: { id: 'ASC' }
  })
  return open.map(({ id, number, reportDueAt }) =>
    item(reading, SEC_13, {
      title: '向保密工作部门报告',
      number,
      dueOn: localDateOf(reportDueAt),
      dueAt: reportDueAt,
      subjectType: 'confidentialIncident',
      subjectId: id
    })
  )
}

/** The return to issuers of every round in which there was something to return; one that was missed stays due. */
async function returnsDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today } = reading
  const held = await manager
    .createQueryBuilder(CarrierStanding, 's')
    .innerJoin(ConfidentialFile, 'f', 'f.id = s.fileId')
    .where("f.origin <> 'own' AND s.state IN (:...living)", { living: [...livingStates] })
    .select('MIN(f.receivedOn)', 'earliest')
    .getRawOne<{ earliest: string | null }>()
  if (!held?.earliest) return []
  const done = await returnsDone(manager)
  const [firstFile] = await manager.find(ConfidentialFile, { order: { registeredOn: 'ASC' }, take: 1 })
  return roundsBetween(held.earliest, today, returnMonths(reading.book))
    .filter(({ to }) => firstFile !== undefined && to >= firstFile.registeredOn)
    .filter((round) => !done.some((made) => doesFor(made, round)))
    .map(({ key, to }) =>
      item(reading, SEC_10, {
        title: `${roundWords(key)}清退密级文件`,
        number: null,
        dueOn: to,
        subjectType: 'confidentialReturns',
        subjectId: firstFile?.id ?? '',
        duty: `returns@${key}`
      })
    )
}

async function receiptsDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const open = await reading.manager.find(Dispatch, { where: { state: 'sent' }, order: { id: 'ASC' } })
  return open.map(({ id, number, receiptDueOn }) =>
    item(reading, SEC_10, {
      title: '收取发文回执',
      number,
      dueOn: receiptDueOn,
      subjectType: 'confidentialDispatch',
      subjectId: id
    })
  )
}

/** Files whose period is over, or soon, while there are carriers of them; and those whose period cannot be counted. */
async function periodsDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today } = reading
  const living = manager
    .createQueryBuilder(CarrierStanding, 's')
    .select('s.fileId')
    .where('s.state IN (:...living)', { living: [...livingStates] })
  const files = await manager
    .createQueryBuilder(ConfidentialFile, 'f')
    .where({ state: 'held', expiresOn: LessThanOrEqual(addDays(today, horizon)) })
    .andWhere(`f.id IN (${living.getQuery()})`)
    .setParameters(living.getParameters())
    .orderBy('f.expiresOn', 'ASC')
    .getMany()
  const undated = await manager.find(ConfidentialFile, {
    where: { state: 'held', issuedOn: IsNull(), secrecy: In(['topSecret', 'secret', 'confidential']) },
    order: { registeredOn: 'ASC' }
  })
  const [first] = undated
  return [
    ...files.map(({ id, number, expiresOn }) =>
      item(reading, SEC_14, {
        title: `${number}的保密期限到${formatDate(expiresOn)}，应审查`,
        number,
        dueOn: expiresOn ?? today,
        subjectType: 'confidentialFile',
        subjectId: id
      })
    ),
    ...(first
      ? [
          item(reading, SEC_03, {
            title: `${undated.length}个文件没有登记制发日期，保密期限无从计算`,
            number: null,
            count: undated.length,
            dueOn: first.registeredOn,
            subjectType: 'confidentialUndated',
            subjectId: first.id
          })
        ]
      : [])
  ]
}

/** Carriers whose end an old register tells without the papers asked for. */
async function unsettledDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const rows = await reading.manager.find(CarrierStanding, { where: { state: 'unsettled' }, order: { since: 'ASC' } })
  const [first] = rows
  if (!first) return []
  return [
    item(reading, SEC_10, {
      title: `${rows.length}份载体去向待核，查不清的登记缺失事件`,
      number: first.label,
      count: rows.length,
      dueOn: localDateOf(first.since),
      subjectType: 'confidentialCarrier',
      subjectId: first.id
    })
  ]
}
