System.Console.WriteLine("picks");
