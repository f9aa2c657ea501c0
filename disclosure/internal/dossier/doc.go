// Package dossier (案卷) holds what a request and a case have in common, since both
// are lists of events: who was told of what, and how they are kept in memory.
package dossier
