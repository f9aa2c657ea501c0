package catalog

import "time"

// An Actor is who did something and when. Every change of the catalogue has one.
// The day of what was done is that of At in China, whatever its location.
type Actor struct {
	Name string    `json:"name"`
	Role string    `json:"role,omitempty"`
	At   time.Time `json:"at"`
}
