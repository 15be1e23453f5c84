/**
 * Columns of the append-only tables of version 0.1.0 that may be empty, by table. History: rows hashed under layout 1
 * state these even where they are absent, and none that was added later. Never changes; later versions are described by
 * the layout alone.
 */
export const firstLayoutOptional: Readonly<Record<string, readonly string[]>> = {
  approval_decisions: ['person_id', 'taken_by_id', 'taken_by_name', 'confirm_by', 'detail', 'signature_id'],
  attachments: ['person_id'],
  detained_cleanup_counts: ['line_id', 'found_location', 'note'],
  detained_custody: ['remarks'],
  detained_decisions: ['attachment_id', 'note'],
  detained_entries: ['left_at'],
  detained_exit_records: ['batch', 'keeper_id'],
  detained_inspections: ['inspector_id'],
  detained_intakes: [
    'party_address',
    'party_phone',
    'case_number',
    'handler_id',
    'keeper_id',
    'refusal_reason',
    'refusal_witness',
    'remarks'
  ],
  detained_lines: ['estimated_cents', 'separation'],
  detained_movements: ['exit_id', 'reversal_of_id', 'reason'],
  detained_reports: ['reporter_id', 'remarks'],
  detained_settlements: ['line_id', 'intake_id'],
  detained_testings: ['notice_attachment_id'],
  exceptions: ['actor_id', 'subject_type', 'subject_id', 'subject_number'],
  handovers: [
    'post',
    'subject_id',
    'from_person_id',
    'to_person_id',
    'witness_person_id',
    'witness_name',
    'from_day',
    'until_day',
    'inventory'
  ],
  seal_blank_serials: ['document_number', 'note', 'person_id', 'reversal_of_id'],
  seal_refusals: ['request_id', 'applicant_id', 'detail'],
  seal_uses: [
    'request_id',
    'batch_id',
    'document_number',
    'addressee',
    'applicant_id',
    'custodian_id',
    'reversal_of_id',
    'remarks'
  ],
  signatures: ['person_id', 'attachment_id'],
  storeroom_entries: ['left_at', 'person_id'],
  supply_acceptance_lines: ['reject_reason'],
  supply_acceptances: ['supplier_id', 'supplier_agent', 'remarks'],
  supply_issues: ['claimant_signature_id', 'keeper_signature_id'],
  supply_movements: ['unit_id', 'person_id', 'reversal_of_id', 'issue_line_id', 'reason'],
  supply_quotes: ['attachment_id', 'remarks'],
  supply_stock_ins: ['acceptance_id', 'supplier_id', 'unit_id', 'person_id', 'handler_id', 'keeper_id', 'remarks']
}
