package wechatbot

import "log/slog"

// What holds secrets or openids is printed, and logged in whatever form, by its name
// alone: a logger that writes JSON would write its fields. Who keeps settings as JSON
// reads them from it, and writes a type of his own: the name is not read back.

// String names the account and none of its secrets, so that a log line cannot.
func (a Account) String() string { return "account " + a.AppID }

// GoString is String: %#v names the account too.
func (a Account) GoString() string { return a.String() }

// MarshalText is String: what the account is in JSON.
func (a Account) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// LogValue is what log/slog writes of the account: its String.
func (a Account) LogValue() slog.Value { return slog.StringValue(a.String()) }

// String names the organisation and not its secret.
func (c Corp) String() string { return "corp " + c.ID }

// GoString is String: %#v names the organisation too.
func (c Corp) GoString() string { return c.String() }

// MarshalText is String: what the organisation is in JSON.
func (c Corp) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// LogValue is what log/slog writes of the organisation: its String.
func (c Corp) LogValue() slog.Value { return slog.StringValue(c.String()) }

// String names the grid: neither its robot's key nor who forwards for it.
func (g Grid) String() string { return "grid " + g.Code }

// GoString is String: %#v names the grid too.
func (g Grid) GoString() string { return g.String() }

// MarshalText is String: what the grid is in JSON.
func (g Grid) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// LogValue is what log/slog writes of the grid: its String.
func (g Grid) LogValue() slog.Value { return slog.StringValue(g.String()) }

// String names whose bot this makes, or is, and nothing else of it.
func (c Config) String() string { return "bot of " + c.Account.String() }

// GoString is String: %#v names whose bot it is too.
func (c Config) GoString() string { return c.String() }

// MarshalText is String: what the settings, and a Bot, are in JSON.
func (c Config) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// LogValue is what log/slog writes of the settings and of a Bot: their String.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }
