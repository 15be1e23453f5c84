import { z } from 'zod'
import { command, commandInput, listOf, output, query } from './base'
import type { profileIds } from './ledgers'
import {
  handoverRecord,
  personRecord,
  unitRecord,
  type PersonKindName,
  type PersonStatus,
  type UnitRow,
  type PersonRow
} from './people'
import { postArrangement } from './postArrangement'
import { matterNames, postNames, type Matter, type Post } from './posts'
import { id, localDate, optionalText, signature, text } from './values'

export interface AppointmentRow {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly post: Post
  readonly unitId: string | null
  readonly unitName: string | null
  readonly matter: Matter | null
  readonly from: string
  readonly to: string | null
  readonly documentNumber: string | null
  /** Appointed as stand-in by a handover (K-07). */
  readonly standIn: boolean
  readonly version: number
}

export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly personId: string
  readonly personName: string
  readonly active: boolean
  readonly lockedUntil: string | null
  readonly hasPin: boolean
  /** Until when the code handed out opens the account; null where the password is the person's own. */
  readonly code: { readonly until: string; readonly over: boolean } | null
  readonly version: number
}

/** One thing in a person's name, anywhere in the house (K-08). */
export interface ClearanceLine {
  readonly ledger: string
  readonly label: string
  readonly number: string
  readonly since: string | null
  /** What to do to clear it. */
  readonly todo: string
}

export interface ClearanceSheet {
  readonly personId: string
  readonly personName: string
  readonly unitName: string
  readonly status: PersonStatus
  readonly lines: readonly ClearanceLine[]
}

export interface BureauInfo {
  readonly name: string
  readonly shortName: string
  readonly profile: (typeof profileIds)[number]
  readonly today: string
  /** True for the demo bureau: shown in the shell so that nobody mistakes it for real. */
  readonly demo: boolean
}

export interface PersonChoice {
  readonly id: string
  readonly name: string
  readonly unitId: string
  readonly unitName: string
  readonly kind: PersonKindName
  /** Pinyin and initials, for choosing by typing. */
  readonly searchKey: string
}

export const office = {
  ...postArrangement,
  bureau: query('signedIn').output(output<BureauInfo>()),
  units: query('signedIn').output(output<readonly UnitRow[]>()),
  createUnit: command(['administrator', 'officeDirector'])
    .input(commandInput(unitRecord.shape))
    .output(output<{ id: string }>()),
  updateUnit: command(['administrator', 'officeDirector'])
    .input(
      commandInput({
        id: id('单位'),
        version: z.int(),
        ...unitRecord.shape,
        active: z.boolean(),
        documentNumber: optionalText('更名、撤销文号', 60),
        reason: optionalText('变动原因')
      })
    )
    .output(output<{ version: number }>()),
  /** Merges a unit into another: people, goods, holdings and open requests go over in one act (K-08). */
  mergeUnit: command(['administrator', 'officeDirector'])
    .input(
      commandInput({
        id: id('单位'),
        version: z.int(),
        intoUnitId: id('并入的单位'),
        on: localDate('合并日期'),
        documentNumber: text('合并文号', 60),
        reason: text('合并原因')
      })
    )
    .output(output<{ version: number }>()),
  people: listOf('signedIn', personRecord),
  /** Everyone active, for pickers. */
  peopleChoices: query('signedIn').output(output<readonly PersonChoice[]>()),
  person: query('signedIn')
    .input(z.strictObject({ id: id('人员') }))
    .output(output<PersonRow>()),
  createPerson: command(['administrator', 'officeDirector'])
    .input(commandInput(personRecord.shape))
    .output(output<{ id: string }>()),
  updatePerson: command(['administrator', 'officeDirector'])
    .input(commandInput({ id: id('人员'), version: z.int(), ...personRecord.shape }))
    .output(output<{ version: number }>()),
  appointments: query('signedIn')
    .input(
      z.strictObject({ personId: id('人员').optional(), unitId: id('单位').optional(), on: localDate().optional() })
    )
    .output(output<readonly AppointmentRow[]>()),
  appoint: command(['administrator', 'officeDirector', 'head'])
    .input(
      commandInput({
        personId: id('人员'),
        post: z.enum(postNames),
        unitId: id('单位').nullable().default(null),
        matter: z.enum(matterNames).nullable().default(null),
        from: localDate('任职开始日期'),
        to: localDate('任职结束日期').nullable().default(null),
        documentNumber: optionalText('任职文号', 60),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ id: string }>()),
  /** Who can confirm what the caller does to posts, accounts and approval chains; empty where the bureau has nobody. */
  seconds: query('signedIn')
    .input(z.strictObject({ concernedId: id('人员').optional() }))
    .output(output<readonly { readonly id: string; readonly name: string }[]>()),
  endAppointment: command(['administrator', 'officeDirector', 'head'])
    .input(
      commandInput({
        id: id('任职'),
        version: z.int(),
        to: localDate('任职结束日期'),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ version: number }>()),
  handovers: listOf('signedIn', handoverRecord),
  /** A temporary stand-in: handover signed by both, duties and keys until the given day (K-07). */
  standIn: command('staff')
    .input(
      commandInput({
        appointmentId: id('任职'),
        toPersonId: id('代管人'),
        from: localDate('代管开始日期'),
        until: localDate('代管结束日期').nullable(),
        keysHandedOver: z.boolean(),
        inventory: optionalText('移交清单', 2000),
        reason: text('代管原因'),
        signatures: z.strictObject({ from: signature.optional(), to: signature.optional() }),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ number: string }>()),
  clearance: query('signedIn')
    .input(z.strictObject({ personId: id('人员') }))
    .output(output<ClearanceSheet>()),
  /** Begins a person's leaving: what is in their name is called in; rights go on until the departure. */
  startLeaving: command(['administrator', 'officeDirector'])
    .input(commandInput({ personId: id('人员'), version: z.int(), reason: text('离岗原因') }))
    .output(output<{ version: number }>()),
  /** Takes a leaving back that will not happen. */
  cancelLeaving: command(['administrator', 'officeDirector'])
    .input(commandInput({ personId: id('人员'), version: z.int(), reason: text('不再离岗的原因') }))
    .output(output<{ version: number }>()),
  /** Marks a person departed; refused by K-08 while anything is in their name. */
  depart: command(['administrator', 'officeDirector'])
    .input(
      commandInput({ personId: id('人员'), version: z.int(), on: localDate('离岗日期'), reason: text('离岗原因') })
    )
    .output(output<{ version: number }>()),
  /** Moves a person to another unit; the same clearance applies (K-08). */
  transfer: command(['administrator', 'officeDirector'])
    .input(
      commandInput({
        personId: id('人员'),
        version: z.int(),
        unitId: id('调入科室'),
        on: localDate('调动日期'),
        reason: text('调动原因')
      })
    )
    .output(output<{ version: number }>()),
  /** A departed person comes back on the same record (K-08); the administrator opens the account again. */
  returnToDuty: command(['administrator', 'officeDirector'])
    .input(
      commandInput({
        personId: id('人员'),
        version: z.int(),
        unitId: id('返岗科室'),
        on: localDate('返岗日期'),
        reason: text('返岗原因'),
        documentNumber: optionalText('返岗文号', 60)
      })
    )
    .output(output<{ version: number }>()),
  accounts: query(['administrator']).output(output<readonly AccountRow[]>()),
  /** The code is told once, for one sign-in: whose account it is sets a password then. */
  createAccount: command(['administrator'])
    .input(
      commandInput({
        personId: id('人员'),
        login: text('登录名', 30),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ id: string; code: string }>()),
  /** With `resetPassword` a code is handed out: told once, for one sign-in. */
  updateAccount: command(['administrator'])
    .input(
      commandInput({
        id: id('账号'),
        version: z.int(),
        active: z.boolean(),
        unlock: z.boolean().default(false),
        resetPassword: z.boolean().default(false),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ version: number; code: string | null }>())
}

export interface Chart {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly kind: 'bar' | 'line'
  /**
   * Each with the route to the list of what it counts, where there is one; routes may carry the list's conditions
   * (`field=`, `field.from=`). Null where nothing is recorded that could tell.
   */
  readonly points: readonly { readonly label: string; readonly value: number | null; readonly link?: string }[]
  /** Route the chart leads to. */
  readonly link: string
}

export interface SearchHit {
  readonly ledger: string
  readonly subjectType: string
  readonly subjectId: string
  readonly number: string
  readonly title: string
  readonly detail: string
}
