package catalog

import "time"

// An Actor is who did something and when. Every change of the catalogue has one.
type Actor struct {
	Name string    `json:"name"`
	Role string    `json:"role,omitempty"`
	At   time.Time `json:"at"`
}
