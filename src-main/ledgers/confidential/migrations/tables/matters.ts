import { column, type TableSpec } from '../../../../platform/database/schema'

/** Media, own classifications, reviews and publications. */
export const mattersTables: Readonly<Record<string, TableSpec>> = {
  confidential_media: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      secrecy: column.text,
      startedOn: column.date,
      holderId: column.ref,
      holderName: column.text,
      place: column.text,
      serialSealed: column.textOptional,
      uses: column.whole,
      state: column.text,
      endedOn: column.dateOptional,
      supervisorNames: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['holderId']],
    references: { holderId: 'people' }
  },
  confidential_medium_uses: {
    columns: {
      id: column.id,
      mediumId: column.ref,
      userId: column.ref,
      userName: column.text,
      computer: column.text,
      purposeSealed: column.text,
      at: column.instant
    },
    index: [['mediumId']],
    references: { mediumId: 'confidential_media' },
    appendOnly: true
  },
  confidential_medium_handovers: {
    columns: {
      id: column.id,
      mediumId: column.ref,
      fromName: column.text,
      toId: column.ref,
      toName: column.text,
      at: column.instant,
      bothSigned: column.flag
    },
    index: [['mediumId']],
    references: { mediumId: 'confidential_media' },
    appendOnly: true
  },
  confidential_classifications: {
    columns: {
      id: column.id,
      number: column.text,
      drafterId: column.ref,
      drafterName: column.text,
      codeSealed: column.text,
      basisSealed: column.text,
      secrecy: column.text,
      issuedOn: column.date,
      periodKind: column.text,
      periodYears: column.wholeOptional,
      expiresOn: column.dateOptional,
      personIds: column.json,
      posts: column.json,
      names: column.text,
      copies: column.whole,
      applicantId: column.refOptional,
      submittedOn: column.date,
      fileId: column.refOptional,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    references: { drafterId: 'people' }
  },
  confidential_reviews: {
    columns: {
      id: column.id,
      number: column.text,
      fileId: column.ref,
      kind: column.text,
      newSecrecy: column.textOptional,
      newExpiresOn: column.dateOptional,
      newYears: column.wholeOptional,
      reasonSealed: column.text,
      noticeSealed: column.textOptional,
      noticeOn: column.dateOptional,
      before: column.text,
      applicantId: column.refOptional,
      submittedOn: column.date,
      decidedOn: column.dateOptional,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['fileId']],
    references: { fileId: 'confidential_files' }
  },
  confidential_publications: {
    columns: {
      id: column.id,
      number: column.text,
      unitId: column.ref,
      applicantId: column.refOptional,
      applicantName: column.text,
      contentSealed: column.text,
      medium: column.text,
      recording: column.flag,
      publisherId: column.ref,
      publisherName: column.text,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      publishedAt: column.instantOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['applicantId']],
    references: { publisherId: 'people', unitId: 'units' }
  }
}
