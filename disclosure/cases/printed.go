package cases

import "log/slog"

// What is personal is logged by log/slog as its String, which shows nothing personal.

// LogValue is what log/slog writes of the case: its String.
func (c Case) LogValue() slog.Value { return slog.StringValue(c.String()) }

// LogValue is what log/slog writes of the event: its String.
func (e Event) LogValue() slog.Value { return slog.StringValue(e.String()) }

// String names the case and the event and nothing personal.
func (e Entry) String() string { return "case " + e.CaseID + " " + e.Event.String() }

// LogValue is what log/slog writes of the entry: its String.
func (e Entry) LogValue() slog.Value { return slog.StringValue(e.String()) }

// LogValue is what log/slog writes of the draft: its String.
func (d Draft) LogValue() slog.Value { return slog.StringValue(d.String()) }
