package disclosure

import (
	"fmt"
	"log/slog"
)

// What is personal is logged by log/slog as its String, which shows nothing personal:
// its JSON, which a store keeps sealed, shows all of it.

// LogValue is what log/slog writes of the applicant: its String.
func (a Applicant) LogValue() slog.Value { return slog.StringValue(a.String()) }

// LogValue is what log/slog writes of the request: its String.
func (r Request) LogValue() slog.Value { return slog.StringValue(r.String()) }

// LogValue is what log/slog writes of the event: its String.
func (e Event) LogValue() slog.Value { return slog.StringValue(e.String()) }

// String names the request and the event and nothing personal.
func (e Entry) String() string { return "request " + e.RequestID + " " + e.Event.String() }

// LogValue is what log/slog writes of the entry: its String.
func (e Entry) LogValue() slog.Value { return slog.StringValue(e.String()) }

// LogValue is what log/slog writes of the reply: its String.
func (r Reply) LogValue() slog.Value { return slog.StringValue(r.String()) }

// LogValue is what log/slog writes of the draft: its String.
func (d Draft) LogValue() slog.Value { return slog.StringValue(d.String()) }

// String names the type and the size of the file and nothing personal.
func (a Attachment) String() string { return fmt.Sprintf("attachment %s %d bytes", a.Type, a.Size) }

// LogValue is what log/slog writes of the attachment: its String.
func (a Attachment) LogValue() slog.Value { return slog.StringValue(a.String()) }
