import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the detained goods ledger: goods, exits and clocks. */
export const goodsTables: Readonly<Record<string, TableSpec>> = {
  detained_intakes: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      day: column.date,
      detainedAt: column.instant,
      detainedOn: column.date,
      squadId: column.ref,
      officers: column.json,
      party: column.text,
      partyAddress: column.textOptional,
      partyPhone: column.textOptional,
      place: column.text,
      cause: column.text,
      basis: column.text,
      onTheSpot: column.flag,
      documentNumber: column.text,
      caseNumber: column.textOptional,
      goods: column.text,
      handlerId: column.refOptional,
      keeperId: column.refOptional,
      partySign: column.text,
      refusalReason: column.textOptional,
      refusalWitness: column.textOptional,
      opening: column.flag,
      remarks: column.textOptional,
      searchKey: column.text
    },
    unique: [['number']],
    index: [['documentNumber'], ['day', 'id'], ['squadId', 'day'], ['at', 'id'], ['basis', 'at', 'id']],
    references: { squadId: 'units', handlerId: 'people', keeperId: 'people' },
    appendOnly: true
  },
  detained_lines: {
    columns: {
      id: column.id,
      intakeId: column.ref,
      lineNumber: column.whole,
      tag: column.text,
      name: column.text,
      spec: column.text,
      brand: column.text,
      quantity: column.whole,
      measure: column.text,
      condition: column.text,
      perishability: column.text,
      estimatedCents: column.wholeOptional,
      location: column.text,
      separation: column.textOptional,
      photoIds: column.json
    },
    unique: [['tag'], ['intakeId', 'lineNumber']],
    references: { intakeId: 'detained_intakes' },
    appendOnly: true
  },
  detained_custody: {
    columns: {
      id: column.id,
      lineId: column.ref,
      at: column.instant,
      act: column.text,
      fromName: column.text,
      toName: column.text,
      place: column.text,
      quantity: column.whole,
      voucher: column.text,
      remarks: column.textOptional
    },
    index: [
      ['lineId', 'id'],
      ['at', 'id']
    ],
    references: { lineId: 'detained_lines' },
    appendOnly: true
  },
  detained_standings: {
    columns: {
      id: column.id,
      tag: column.text,
      intakeId: column.ref,
      intakeNumber: column.text,
      intakeDay: column.date,
      squadId: column.ref,
      party: column.text,
      name: column.text,
      measure: column.text,
      detainedOn: column.date,
      quantityIn: column.whole,
      quantityOut: column.whole,
      onHand: column.whole,
      location: column.text,
      thirdParty: column.flag,
      missing: column.flag,
      state: column.text,
      dueOn: column.dateOptional,
      dueAt: column.instantOptional,
      dueKind: column.textOptional,
      dueRule: column.textOptional,
      statutoryOn: column.dateOptional,
      ownerlessOn: column.dateOptional,
      calendarMissing: column.flag,
      searchKey: column.text
    },
    // Tags are unique in the lines these rows are derived from. Lists are read in the order of an index that ends in or
    // carries the id, so that a page deep inside needs no row before it; what is searched, filtered and summed most
    // stands in the index that is read for it.
    index: [
      ['tag', 'id', 'state', 'searchKey', 'location'],
      ['intakeId'],
      ['intakeNumber', 'id'],
      ['dueOn', 'id', 'state', 'squadId', 'onHand'],
      ['squadId', 'state', 'quantityIn', 'quantityOut', 'onHand'],
      ['location', 'id', 'state', 'party'],
      ['name', 'id'],
      ['party', 'detainedOn', 'id'],
      ['detainedOn', 'id', 'state']
    ],
    references: { intakeId: 'detained_intakes', squadId: 'units', id: 'detained_lines' },
    checks: ['on_hand >= 0', 'quantity_in = quantity_out + on_hand']
  },
  detained_exits: {
    columns: {
      id: column.id,
      number: column.text,
      intakeId: column.ref,
      squadId: column.ref,
      kind: column.text,
      ownerless: column.flag,
      applicantId: column.refOptional,
      submittedOn: column.date,
      decisionNumber: column.text,
      decidedOn: column.dateOptional,
      decisionAttachmentId: column.refOptional,
      recipient: column.text,
      proxyAttachmentId: column.refOptional,
      announcement: column.textOptional,
      photoIds: column.json,
      deputyId: column.refOptional,
      goods: column.text,
      reason: column.text,
      cleanupId: column.refOptional,
      responsibility: column.textOptional,
      opening: column.flag,
      state: column.text,
      approvalId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['intakeId'], ['state'], ['submittedOn', 'id'], ['cleanupId'], ['kind', 'id']],
    references: {
      intakeId: 'detained_intakes',
      squadId: 'units',
      applicantId: 'people',
      deputyId: 'people',
      approvalId: 'approvals'
    }
  },
  detained_exit_lines: {
    columns: {
      id: column.id,
      exitId: column.ref,
      lineId: column.ref,
      quantity: column.whole
    },
    index: [['exitId'], ['lineId']],
    references: { exitId: 'detained_exits', lineId: 'detained_lines' },
    checks: ['quantity > 0'],
    appendOnly: true
  },
  detained_exit_records: {
    columns: {
      id: column.id,
      exitId: column.ref,
      at: column.instant,
      day: column.date,
      batch: column.textOptional,
      place: column.text,
      method: column.text,
      executorName: column.text,
      recorderName: column.text,
      witnessName: column.text,
      keeperId: column.refOptional,
      keeperName: column.text,
      squadSignerName: column.text,
      receiverName: column.text,
      receiverIdKind: column.text,
      condition: column.text,
      receiptNumber: column.text,
      photoIds: column.json
    },
    index: [['exitId'], ['day']],
    references: { exitId: 'detained_exits', keeperId: 'people' },
    appendOnly: true
  },
  detained_movements: {
    columns: {
      id: column.id,
      lineId: column.ref,
      intakeId: column.ref,
      squadId: column.ref,
      kind: column.text,
      exitId: column.refOptional,
      documentNumber: column.text,
      at: column.instant,
      day: column.date,
      quantity: column.whole,
      balance: column.whole,
      reversalOfId: column.refOptional,
      reason: column.textOptional
    },
    unique: [['reversalOfId']],
    index: [['lineId', 'id'], ['squadId', 'day'], ['exitId'], ['day']],
    references: {
      lineId: 'detained_lines',
      intakeId: 'detained_intakes',
      squadId: 'units',
      exitId: 'detained_exits',
      reversalOfId: 'detained_movements'
    },
    checks: ['balance >= 0', 'quantity <> 0'],
    appendOnly: true
  },
  detained_decisions: {
    columns: {
      id: column.id,
      intakeId: column.ref,
      kind: column.text,
      documentNumber: column.text,
      decidedOn: column.date,
      attachmentId: column.refOptional,
      note: column.textOptional,
      at: column.instant,
      recordedBy: column.text
    },
    index: [['intakeId']],
    references: { intakeId: 'detained_intakes' },
    appendOnly: true
  },
  detained_testings: {
    columns: {
      id: column.id,
      intakeId: column.ref,
      agency: column.text,
      fromDay: column.date,
      toDay: column.date,
      noticeNumber: column.text,
      noticeAttachmentId: column.refOptional,
      at: column.instant,
      recordedBy: column.text
    },
    index: [['intakeId']],
    references: { intakeId: 'detained_intakes' },
    appendOnly: true
  },
  detained_extensions: {
    columns: {
      id: column.id,
      number: column.text,
      intakeId: column.ref,
      squadId: column.ref,
      applicantId: column.ref,
      submittedOn: column.date,
      originalDueOn: column.date,
      days: column.whole,
      extendedDueOn: column.date,
      reason: column.text,
      state: column.text,
      approvalId: column.refOptional,
      notifiedOn: column.dateOptional,
      noticeAttachmentId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['intakeId']],
    references: { intakeId: 'detained_intakes', squadId: 'units', applicantId: 'people', approvalId: 'approvals' }
  },
  detained_spot_seizures: {
    columns: {
      id: column.id,
      intakeId: column.ref,
      state: column.text,
      decidedAt: column.instantOptional,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['intakeId']],
    index: [['state']],
    references: { intakeId: 'detained_intakes', approvalId: 'approvals' }
  }
}
