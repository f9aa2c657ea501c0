// Package attach reads attachments: what a file is, and its words, so that
// they are screened for personal data and found like the record's own.
//
//	file, findings := attach.Read("名单.docx", data)
//	record.Files = append(record.Files, file)
//
// Words are taken out of .txt, .csv, .html, .docx and .xlsx. Of any other kind
// — PDF, scans, packed files — nothing is read, and the file says so (Unread):
// a record with such a file is published only when its reviewer has looked at
// it by hand. Files come from anywhere, so everything read is bounded.
package attach
