import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { listInput, type Page } from '../lists'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, longText, moment, person, reference, text, unit, whole } from '../recordField'
import { id, optionalText, signature, text as line } from '../values'
import {
  atVersion,
  byId,
  correction,
  equipmentPosts,
  keepingPosts,
  type AssetAsked,
  type AssetDetail,
  type AssetMade
} from './access'
import { equipmentKinds, issueStates, type EquipmentKind } from './words'

/** Equipment in a person's hands (AST-16). */
export const equipmentIssue = record('equipmentIssue', {
  number: code('领用单号', 14).in('领用'),
  kind: choice('装备', equipmentKinds, 10).typed().in('领用'),
  thing: text('名称', 12).in('领用'),
  assetNumber: reference('资产编号', 'assetId', 12).optional().in('领用'),
  lowValueNumber: reference('库存批次', 'lowValueId', 14).optional().in('领用').aside(),
  quantity: whole('数量', 5).typed(1_000).totalled().in('领用'),
  personName: person('领用人', 'personId', 8).typed().in('领用'),
  unitName: unit('部门', 'unitId', 12).in('领用'),
  purpose: longText('用途', 12).typed(200).in('领用'),
  applicantName: person('申请人', 'applicantId', 8).in('领用').aside(),
  submittedOn: date('申请日期', 10).in('领用').aside(),
  approverName: text('批准人', 8).derived().in('领用'),
  issuedOn: date('领用日期', 10).nullable().in('领用'),
  renewOn: date('更新（保养）日期', 10).nullable().in('领用').aside(),
  returnedOn: date('归还日期', 10).nullable().in('交回'),
  condition: text('状况', 10).nullable().in('交回'),
  liability: text('责任', 10).nullable().in('交回'),
  state: choice('状态', issueStates, 8).in('领用')
})
export type EquipmentIssueRow = RowOf<typeof equipmentIssue>

/** A recorder drawn for a shift and brought back. */
export const recorderShift = entry('recorderShift', {
  at: moment('时间', 15),
  act: choice('领还', { drawn: '领出', returned: '交还' } as const, 6),
  assetNumber: reference('执法记录仪', 'assetId', 14),
  personName: person('使用人', 'personId', 8),
  note: text('说明', 12).nullable()
})
export type RecorderShiftRow = RowOf<typeof recorderShift>

/** An enforcement certificate: who is a certified officer. */
export const certificate = record('enforcementCertificate', {
  personName: person('持证人', 'personId', 10).typed(),
  certificateNumber: code('执法证号', 14).typed(40),
  validFrom: date('有效期起', 10).typed(),
  validUntil: date('有效期止', 10).optional()
})
export type CertificateRow = RowOf<typeof certificate>

/** What a unit has of a kind against the floor per certified officer, on a day. */
export interface StandardRow {
  readonly unitId: string
  readonly unitName: string
  readonly officers: number
  readonly kind: EquipmentKind
  readonly floor: number
  readonly held: number
  readonly short: number
}

export const equipment = {
  list: query('staff').input(listInput).output(output<Page<EquipmentIssueRow>>()),
  get: query('staff').input(byId('装备领用')).output(output<AssetDetail<EquipmentIssueRow>>()),
  request: command('staff').input(commandInput(equipmentIssue.shape)).output(output<AssetAsked>()),
  /** Corrects a returned one and hands it in again, for the same thing. */
  amend: command('staff')
    .input(commandInput({ ...correction('装备领用'), ...equipmentIssue.shape }))
    .output(output<AssetAsked>()),
  issue: command(keepingPosts)
    .input(commandInput({ ...atVersion('装备领用'), signature: signature.optional() }))
    .output(output<{ version: number }>()),
  back: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('装备领用'),
        condition: optionalText('状况', 100),
        liability: optionalText('责任', 200),
        lost: z.boolean().default(false)
      })
    )
    .output(output<{ version: number }>()),
  /** Floors per certified officer with what is short, per unit, as of today. */
  standards: query('staff').output(output<readonly StandardRow[]>()),
  shifts: query('staff').input(listInput).output(output<Page<RecorderShiftRow>>()),
  shift: command('staff')
    .input(
      commandInput({
        number: line('资产编号', 60),
        act: z.enum(['drawn', 'returned']),
        personId: id('使用人').optional(),
        note: optionalText('说明', 100)
      })
    )
    .output(output<{ id: string }>()),
  certificates: query('staff').input(listInput).output(output<Page<CertificateRow>>()),
  saveCertificate: command(equipmentPosts)
    .input(commandInput({ id: id('执法证').optional(), version: z.int().optional(), ...certificate.shape }))
    .output(output<{ id: string }>())
}

/** The half-yearly report on equipment (AST-19). */
export const equipmentReport = entry('equipmentReport', {
  number: code('报告编号', 14),
  half: code('半年', 9),
  reportedOn: date('报告日期', 10),
  content: longText('运行情况', 24),
  reporterName: person('报告人', 'reporterId', 8),
  leaderName: person('分管领导', 'leaderId', 8)
})
export type EquipmentReportRow = RowOf<typeof equipmentReport>

export interface EquipmentReportDetail {
  readonly row: EquipmentReportRow
  readonly figures: readonly { readonly label: string; readonly value: string }[]
}

export const reports = {
  list: query('staff').input(listInput).output(output<Page<EquipmentReportRow>>()),
  get: query('staff').input(byId('装备报告')).output(output<EquipmentReportDetail>()),
  submit: command(equipmentPosts)
    .input(
      commandInput({
        half: z.string().regex(/^(19|20|21)\d\d-H[12]$/, '半年应为 2026-H1 这样的写法'),
        content: z.string().trim().max(2_000),
        leaderId: id('分管领导')
      })
    )
    .output(output<AssetMade>())
}
