package wechatbot

import "log/slog"

// What holds secrets or openids is printed, and logged by log/slog, by its name alone.

// String names the account and none of its secrets, so that a log line cannot.
func (a Account) String() string { return "account " + a.AppID }

// LogValue is what log/slog writes of the account: its String.
func (a Account) LogValue() slog.Value { return slog.StringValue(a.String()) }

// String names the organisation and not its secret.
func (c Corp) String() string { return "corp " + c.ID }

// LogValue is what log/slog writes of the organisation: its String.
func (c Corp) LogValue() slog.Value { return slog.StringValue(c.String()) }

// String names the grid: neither its robot's key nor who forwards for it.
func (g Grid) String() string { return "grid " + g.Code }

// LogValue is what log/slog writes of the grid: its String.
func (g Grid) LogValue() slog.Value { return slog.StringValue(g.String()) }

// String names whose bot this makes, or is, and nothing else of it.
func (c Config) String() string { return "bot of " + c.Account.String() }

// LogValue is what log/slog writes of the settings and of a Bot: their String.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }
