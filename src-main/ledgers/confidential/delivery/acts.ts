import type { AnnounceInput, DeliveryHandover } from '../../../contract/confidential/inputs'
import type { Made } from '../../../contract/confidential/access'
import { deliveryKinds } from '../../../contract/confidential/words'
import { invalid } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { workingDaysFrom } from '../../../kernel/periods'
import { postsOn } from '../../../office/actors'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { sign } from '../../../office/signatures'
import { markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Delivery } from '../entities'
import { keepLapse, typedDate } from '../lapses'
import { atVersion } from '../requests'
import { SEC_04 } from '../rules/register'
import { sealIf } from '../secrets'
import { inNameOf } from '../../../office/approvals/parties'
import { asOfficer } from '../visibility'

/**
 * Notes that somebody signs for the officer with her consent, or brings files back: from then on the time to hand them
 * over runs (SEC-04).
 */
export async function announceDelivery(unit: UnitOfWork, house: House, input: AnnounceInput): Promise<Made> {
  asOfficer(unit, '代签收')
  const person = await unit.load(Person, input.personId, '经手人')
  const at = input.at ?? unit.now
  if (at > unit.now) throw invalid([{ path: 'at', message: '时间不能晚于现在' }])
  const day = localDateOf(at)
  const dated = typedDate('代签收、带回时间', day, 'at')
  const officer = (await postsOn(unit.manager, person.id, unit.today)).some(
    ({ post }) => post === 'confidentialityOfficer'
  )
  unit.judge(
    inNameOf(person),
    SEC_04.on({ about: 'consent', personName: person.name, isOfficer: officer, kind: input.kind }),
    ...pastRules(unit, [dated])
  )
  const { broughtBackDays } = SEC_04.values(unit.book)
  const dueOn =
    input.kind === 'colleague' ? day : workingDaysFrom(day, broughtBackDays, await house.calendar(unit.manager)).dueOn
  const number = await unit.nextNumber('MJS')
  const { id } = await unit.insert(Delivery, {
    number,
    kind: input.kind,
    personId: person.id,
    personName: person.name,
    at,
    envelopes: input.envelopes,
    dueOn,
    handedOverAt: null,
    lateReasonSealed: null
  })
  const subject = { type: 'confidentialDelivery', id, number }
  unit.about(subject)
  await markPast(unit, subject, [dated])
  return { id, number }
}

/** The letters come to the officer, unopened, signed for by whoever had them (SEC-04). */
export async function takeDelivery(
  unit: UnitOfWork,
  house: House,
  input: DeliveryHandover
): Promise<{ version: number }> {
  asOfficer(unit, '代签收')
  const delivery = await atVersion(unit, Delivery, input, '移交记录')
  const late = unit.today > delivery.dueOn
  unit.judge(
    SEC_04.on({
      about: 'handingOver',
      kind: delivery.kind,
      personName: delivery.personName,
      done: delivery.handedOverAt !== null,
      unopened: input.unopened,
      signed: input.signature?.personId === delivery.personId,
      late,
      lateReason: input.lateReason,
      dueOn: delivery.dueOn
    })
  )
  if (input.signature) await sign(unit, input.signature, '移交人', { type: 'confidentialDelivery', id: delivery.id })
  const { version } = await unit.update(
    Delivery,
    delivery,
    {
      handedOverAt: unit.now,
      lateReasonSealed: await sealIf(
        house,
        { table: 'confidential_deliveries', id: delivery.id },
        'lateReason',
        input.lateReason
      )
    },
    '移交记录'
  )
  const subject = { type: 'confidentialDelivery', id: delivery.id, number: delivery.number }
  if (late)
    await keepLapse(unit, house, {
      rule: SEC_04,
      what: `${deliveryKinds[delivery.kind]}逾期移交`,
      duty: `${deliveryKinds[delivery.kind]}的文件移交`,
      subject,
      personName: delivery.personName,
      due: { dueOn: delivery.dueOn, dueAt: null },
      reason: input.lateReason
    })
  unit.about(subject)
  return { version }
}
