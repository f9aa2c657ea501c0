// Package clerk serves the desk at which an office works in the browser: today's
// duties, publishing with checks and two pairs of eyes, disclosure requests with
// their next lawful steps, questions, grids, the annual report and the trail of
// all acts. Pages are rendered by the server and work with the keyboard alone.
//
//	people := []clerk.Person{{Name: "经办", Hash: hash, Roles: []clerk.Role{clerk.Drafter}}}
//	desk, err := clerk.New(clerk.Config{Catalog: c, Desk: d, Base: "/desk",
//		People: func() ([]clerk.Person, error) { return people, nil }})
//	mux.Handle("/desk/", desk)
//
// The desk holds no rule of its own: what may happen to a record is said by the
// catalogue, what may happen to a request by the law in package disclosure. What
// it adds is who sits before it (Person) and in which part (Role).
package clerk
